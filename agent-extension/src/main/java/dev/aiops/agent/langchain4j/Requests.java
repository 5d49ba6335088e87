/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.CallFacts;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What LangChain4j is about to ask a model, in the terms of a model call. */
final class Requests {

  static final String LIBRARY = "langchain4j";

  // OpenAI's newer limit, which LangChain4j keeps beside the common one
  private static final Getter MAX_COMPLETION_TOKENS = new Getter("maxCompletionTokens");

  private Requests() {}

  /**
   * A chat request.
   *
   * @param model the model that is called
   * @param defaults parameters of the model that the request has not been merged with, or null
   */
  static ModelRequest chat(
      Object model,
      ChatRequest request,
      @Nullable ModelProvider provider,
      @Nullable ChatRequestParameters defaults,
      boolean stream) {
    ChatRequestParameters asked = request.parameters();
    ChatRequestParameters parameters =
        defaults == null || asked.modelName() != null ? asked : defaults;
    ChatRequestParameters merged = defaults == null ? asked : defaults.overrideWith(asked);
    SchemaText schemas = SchemaText.of(merged);
    return ModelRequest.of(Operation.CHAT, LIBRARY)
        .provider(Providers.name(provider))
        .model(parameters.modelName())
        .stream(stream)
        .maxTokens(maxTokens(parameters))
        .temperature(parameters.temperature())
        .topP(parameters.topP())
        .inputChars(Messages.chars(request.messages()) + schemas.toolChars())
        .systemInstructions(() -> Messages.systemInstructions(request.messages()))
        .messages(() -> Messages.input(request.messages()))
        .prompt(() -> Messages.prompt(request.messages()))
        .facts(() -> ChatFacts.of(model, request.messages(), merged, schemas))
        .build();
  }

  /**
   * {@code request} with its answer limited, and all else as it was.
   *
   * @param tokens the limit, above 0
   */
  static ChatRequest limited(ChatRequest request, long tokens) {
    int limit = (int) Math.min(Integer.MAX_VALUE, tokens);
    ChatRequestParameters only = ChatRequestParameters.builder().maxOutputTokens(limit).build();
    // no toBuilder(), which 1.0 has not
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(request.parameters().overrideWith(only))
        .build();
  }

  /**
   * A request for embeddings.
   *
   * @param chars characters of text
   * @param facts gives what bounds its cost, null where that is unknown
   */
  static ModelRequest embeddings(
      @Nullable String provider,
      @Nullable String model,
      @Nullable Integer dimensions,
      long chars,
      Supplier<@Nullable CallFacts> facts) {
    return ModelRequest.of(Operation.EMBEDDINGS, LIBRARY)
        .provider(provider)
        .model(model)
        .dimensions(dimensions == null ? null : dimensions.longValue())
        .inputChars(chars)
        .facts(facts)
        .build();
  }

  static long segmentChars(List<TextSegment> segments) {
    long chars = 0;
    for (TextSegment segment : segments) {
      chars += segment.text().length();
    }
    return chars;
  }

  /** All batches that the segments are sent in, as one. */
  static CallFacts segmentFacts(List<TextSegment> segments) {
    long bytes = 0;
    for (TextSegment segment : segments) {
      bytes += Utf8.length(segment.text());
    }
    return CallFacts.builder(bytes)
        .inputs(segments.size())
        .messages(segments.size())
        .withoutOutput()
        .build();
  }

  private static @Nullable Long maxTokens(ChatRequestParameters parameters) {
    if (parameters.maxOutputTokens() != null) {
      return parameters.maxOutputTokens().longValue();
    }
    return MAX_COMPLETION_TOKENS.of(parameters) instanceof Integer limit ? limit.longValue() : null;
  }
}
