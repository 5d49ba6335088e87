/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import org.jspecify.annotations.Nullable;

/** What a model answered, in the terms of a model call. */
final class Responses {

  // OpenAI's metadata, of either module
  private static final Getter SERVICE_TIER = new Getter("serviceTier");

  private Responses() {}

  /** A chat response; null reads as an answer of which nothing is known. */
  static ModelResponse chat(@Nullable ChatResponse response) {
    if (response == null) {
      return ModelResponse.UNKNOWN;
    }
    AiMessage message = response.aiMessage();
    return ModelResponse.builder()
        .id(response.id())
        .model(response.modelName())
        .finishReasons(FinishReasons.of(response.finishReason()))
        .usage(TokenUsages.of(response.tokenUsage()))
        .serviceTier(SERVICE_TIER.of(response.metadata()) instanceof String tier ? tier : null)
        .outputChars(message == null ? -1 : Messages.chars(message))
        .messages(() -> message == null ? null : Messages.output(message))
        .text(() -> message == null ? null : message.text())
        .build();
  }

  /** Embeddings: only their usage and model are of interest. */
  static ModelResponse embeddings(@Nullable String model, @Nullable TokenUsage tokens) {
    return ModelResponse.builder()
        .model("unknown".equals(model) ? null : model)
        .usage(TokenUsages.of(tokens))
        .outputChars(0)
        .build();
  }
}
