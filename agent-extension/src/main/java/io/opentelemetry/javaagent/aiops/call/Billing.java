/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.AUDIO_INPUT_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.AUDIO_OUTPUT_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CACHE_READ_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CACHE_WRITE_1H_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CACHE_WRITE_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.COST_CATALOGUE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.COST_REASON;
import static io.opentelemetry.javaagent.aiops.Vocabulary.COST_STATUS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.COST_USD;
import static io.opentelemetry.javaagent.aiops.Vocabulary.IMAGE_INPUT_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.INPUT_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.OUTPUT_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.REASONING_TOKENS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.USAGE_SOURCE;

import dev.aiops.pricing.Cost;
import dev.aiops.pricing.ModelUse;
import dev.aiops.pricing.PriceCatalogue;
import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/** Puts what a call used and cost on its span. */
final class Billing {

  /**
   * Where a provider reports no usage, a token is taken to be this many characters: {@value}, the
   * rule of thumb OpenAI publishes for English text.
   */
  static final int CHARS_PER_TOKEN = 4;

  private static final String ESTIMATED =
      "no usage reported: " + CHARS_PER_TOKEN + " characters taken as a token";

  private final PriceCatalogue catalogue;

  Billing(PriceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What {@code inputChars} and {@code outputChars} come to; negative counts are unknown. */
  static Usage estimate(long inputChars, long outputChars) {
    Usage.Builder usage = Usage.builder().estimated();
    if (inputChars >= 0) {
      usage.inputTokens(tokens(inputChars));
    }
    if (outputChars >= 0) {
      usage.outputTokens(tokens(outputChars));
    }
    return usage.build();
  }

  private static long tokens(long chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  /** Puts the usage and the cost on {@code span}; returns the cost. */
  Cost bill(Span span, ModelUse use) {
    Cost cost = catalogue.cost(use);
    usage(span, use.usage());
    cost(span, use.usage(), cost);
    return cost;
  }

  private static void usage(Span span, Usage usage) {
    put(span, INPUT_TOKENS, usage, UsageUnit.INPUT_TOKENS);
    put(span, OUTPUT_TOKENS, usage, UsageUnit.OUTPUT_TOKENS);
    put(span, CACHE_READ_TOKENS, usage, UsageUnit.CACHE_READ_TOKENS);
    put(span, CACHE_WRITE_TOKENS, usage, UsageUnit.CACHE_WRITE_TOKENS);
    put(span, CACHE_WRITE_1H_TOKENS, usage, UsageUnit.CACHE_WRITE_1H_TOKENS);
    put(span, REASONING_TOKENS, usage, UsageUnit.OUTPUT_REASONING_TOKENS);
    put(span, AUDIO_INPUT_TOKENS, usage, UsageUnit.INPUT_AUDIO_TOKENS);
    put(span, AUDIO_OUTPUT_TOKENS, usage, UsageUnit.OUTPUT_AUDIO_TOKENS);
    put(span, IMAGE_INPUT_TOKENS, usage, UsageUnit.INPUT_IMAGE_TOKENS);
    if (!usage.isEmpty()) {
      span.setAttribute(USAGE_SOURCE, usage.isEstimated() ? "estimated" : "reported");
    }
  }

  private static void put(Span span, AttributeKey<Long> key, Usage usage, UsageUnit unit) {
    if (usage.reports(unit)) {
      span.setAttribute(key, usage.amount(unit));
    }
  }

  private void cost(Span span, Usage usage, Cost cost) {
    span.setAttribute(COST_STATUS, cost.status());
    span.setAttribute(COST_CATALOGUE, catalogue.version());
    if (cost instanceof Cost.Known known) {
      span.setAttribute(COST_USD, known.usd().toPlainString());
    }
    if (cost instanceof Cost.Estimated estimated) {
      span.setAttribute(COST_REASON, usage.isEstimated() ? ESTIMATED : estimated.reason());
    } else if (cost instanceof Cost.Unpriced unpriced) {
      span.setAttribute(COST_REASON, unpriced.reason().name().toLowerCase(Locale.ROOT));
    }
  }
}
