/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.springai.OpenCall.Earlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.embedding.EmbeddingResponse;

/** What a model answered, in the terms of a model call. */
final class Responses {

  private Responses() {}

  /**
   * A chat response; null reads as an answer of which nothing is known.
   *
   * @param earlier what rounds before it used, which is part of its usage
   */
  static ModelResponse chat(@Nullable ChatResponse response, Earlier earlier) {
    if (response == null) {
      return ModelResponse.UNKNOWN;
    }
    List<AssistantMessage> answers = answers(response);
    ModelResponse.Builder answer =
        ModelResponse.builder()
            .finishReasons(finishReasons(response))
            .outputChars(answers.isEmpty() ? -1 : Messages.chars(answers))
            .messages(() -> answers.isEmpty() ? null : Messages.input(answers))
            .text(() -> answers.isEmpty() ? null : answers.get(0).getText());
    if (response.getMetadata() != null) {
      answer
          .id(known(response.getMetadata().getId()))
          .model(known(response.getMetadata().getModel()))
          .usage(Usages.of(response.getMetadata().getUsage(), earlier));
    }
    return answer.build();
  }

  /** Embeddings: only their usage and model are of interest. */
  static ModelResponse embeddings(@Nullable EmbeddingResponse response) {
    if (response == null || response.getMetadata() == null) {
      return ModelResponse.UNKNOWN;
    }
    return ModelResponse.builder()
        .model(known(response.getMetadata().getModel()))
        .usage(Usages.of(response.getMetadata().getUsage(), Earlier.NONE))
        .outputChars(0)
        .build();
  }

  /** What the rounds before a call used, of which {@code previous} is the last. */
  static Earlier earlier(@Nullable ChatResponse previous) {
    if (previous == null || previous.getMetadata() == null) {
      return Earlier.NONE;
    }
    Usage usage = previous.getMetadata().getUsage();
    return usage == null ? Earlier.NONE : Usages.earlier(usage);
  }

  static List<AssistantMessage> answers(ChatResponse response) {
    return response.getResults().stream().map(Generation::getOutput).toList();
  }

  /** In the words the providers' protocols use; {@code error} where an answer gave none. */
  static List<String> finishReasons(ChatResponse response) {
    List<String> reasons = new ArrayList<>();
    for (Generation generation : response.getResults()) {
      String reason = known(generation.getMetadata().getFinishReason());
      reasons.add(reason == null ? "error" : reason.toLowerCase(Locale.ROOT));
    }
    return reasons;
  }

  static @Nullable String known(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
