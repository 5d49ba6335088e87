/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import java.util.List;
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
   * @param defaults parameters of the model that the request has not been merged with, or null
   */
  static ModelRequest chat(
      ChatRequest request,
      @Nullable ModelProvider provider,
      @Nullable ChatRequestParameters defaults,
      boolean stream) {
    ChatRequestParameters asked = request.parameters();
    ChatRequestParameters parameters =
        defaults == null || asked.modelName() != null ? asked : defaults;
    return ModelRequest.of(Operation.CHAT, LIBRARY)
        .provider(Providers.name(provider))
        .model(parameters.modelName())
        .stream(stream)
        .maxTokens(maxTokens(parameters))
        .temperature(parameters.temperature())
        .topP(parameters.topP())
        .inputChars(Messages.chars(request.messages()) + chars(parameters.toolSpecifications()))
        .systemInstructions(() -> Messages.systemInstructions(request.messages()))
        .messages(() -> Messages.input(request.messages()))
        .prompt(() -> Messages.prompt(request.messages()))
        .build();
  }

  /** A request for embeddings of so many characters of text. */
  static ModelRequest embeddings(
      @Nullable String provider, @Nullable String model, @Nullable Integer dimensions, long chars) {
    return ModelRequest.of(Operation.EMBEDDINGS, LIBRARY)
        .provider(provider)
        .model(model)
        .dimensions(dimensions == null ? null : dimensions.longValue())
        .inputChars(chars)
        .build();
  }

  static long segmentChars(List<TextSegment> segments) {
    long chars = 0;
    for (TextSegment segment : segments) {
      chars += segment.text().length();
    }
    return chars;
  }

  private static @Nullable Long maxTokens(ChatRequestParameters parameters) {
    if (parameters.maxOutputTokens() != null) {
      return parameters.maxOutputTokens().longValue();
    }
    return MAX_COMPLETION_TOKENS.of(parameters) instanceof Integer limit ? limit.longValue() : null;
  }

  private static long chars(@Nullable List<ToolSpecification> tools) {
    long chars = 0;
    for (int i = 0; tools != null && i < tools.size(); i++) {
      chars += String.valueOf(tools.get(i)).length();
    }
    return chars;
  }
}
