/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.JudgeCost;
import dev.aiops.eval.judge.Material.Shown;
import dev.aiops.eval.judge.Vote.Cast;
import dev.aiops.eval.judge.Vote.Spoilt;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a model for its votes. Whoever starts eval-runner under the agent names {@link #judge} in
 * {@code aiops.runs.methods}: then each call of it is a run, capped and recorded as any other.
 */
final class Panel {

  private static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(
              JsonSchema.builder()
                  .name("verdict")
                  .rootElement(
                      JsonObjectSchema.builder()
                          .addStringProperty(Verdict.REASON)
                          .addEnumProperty(Verdict.LABEL, Label.texts())
                          .addStringProperty(Verdict.TICKET)
                          .required(Verdict.REASON, Verdict.LABEL, Verdict.TICKET)
                          .additionalProperties(false)
                          .build())
                  .build())
          .build();

  private final JudgeSettings settings;
  private final ChatModel model;
  private final InstantSource time;

  Panel(JudgeSettings settings, ChatModel model, InstantSource time) {
    this.settings = settings;
    this.model = model;
    this.time = time;
  }

  /** Asks until a label has its majority, or all votes are there. */
  Ballot judge(Shown shown) {
    Span run = Span.current();
    run.setAttribute(JudgeSettings.MARK, settings.criterion().text());
    List<Vote> votes = new ArrayList<>();
    Ballot ballot;
    do {
      votes.add(vote(Prompt.of(shown, settings)));
      ballot = new Ballot(votes, settings.votes(), trace(run.getSpanContext()));
    } while (votes.size() < settings.votes() && ballot.majority().isEmpty());
    return ballot;
  }

  private static String trace(SpanContext context) {
    return context.isValid() ? context.getTraceId() : "";
  }

  private Vote vote(Prompt prompt) {
    Answer answer;
    try {
      answer = Answer.of(model.chat(request(prompt)), settings, time.instant());
    } catch (RuntimeException e) {
      JudgeCost cost = Faults.isBillable(e) ? most(prompt) : JudgeCost.NOTHING;
      return new Spoilt("the judge gave no answer: " + Faults.words(e), cost);
    }
    JudgeCost cost = answer.costUsd() == null ? most(prompt) : JudgeCost.known(answer.costUsd());
    try {
      return new Cast(Verdict.read(answer.text(), prompt.ticket()), cost);
    } catch (InvalidAnswerException e) {
      return new Spoilt("the judge's answer " + e.getMessage(), cost);
    }
  }

  private JudgeCost most(Prompt prompt) {
    return MostCost.of(prompt, settings, time.instant());
  }

  private ChatRequest request(Prompt prompt) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(SystemMessage.from(prompt.system()), UserMessage.from(prompt.user()));
    if (settings.temperature() != null) {
      request.temperature(settings.temperature());
    }
    return (settings.isStructured() ? request.responseFormat(FORMAT) : request).build();
  }
}
