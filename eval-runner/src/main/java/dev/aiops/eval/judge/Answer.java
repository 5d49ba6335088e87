/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.pricing.Cost;
import dev.aiops.pricing.ModelUse;
import dev.aiops.pricing.PriceCatalogue;
import dev.aiops.pricing.Usage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param text its words
 * @param costUsd what they cost by the list, in USD; null where that is unknown
 */
record Answer(String text, @Nullable BigDecimal costUsd) {

  static Answer of(ChatResponse response, JudgeSettings settings, Instant at) {
    String text = response.aiMessage().text();
    return new Answer(text == null ? "" : text, cost(response, settings, at));
  }

  private static @Nullable BigDecimal cost(
      ChatResponse response, JudgeSettings settings, Instant at) {
    TokenUsage tokens = response.tokenUsage();
    if (tokens == null || tokens.inputTokenCount() == null || tokens.outputTokenCount() == null) {
      return null;
    }
    Usage usage =
        Usage.builder()
            .inputTokens(tokens.inputTokenCount())
            .outputTokens(tokens.outputTokenCount())
            .build();
    URI url = settings.baseUrl();
    ModelUse use =
        new ModelUse(
            settings.provider().telemetryName(),
            url == null ? null : url.toString(),
            settings.model(),
            at,
            usage);
    return PriceCatalogue.bundled().cost(use) instanceof Cost.Known known ? known.usd() : null;
  }
}
