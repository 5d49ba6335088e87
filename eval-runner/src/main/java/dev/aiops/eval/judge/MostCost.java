/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.eval.check.JudgeCost;
import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;

/**
 * The most that asking a judge once can cost, with all its tries: what stands for a cost that
 * nobody was told.
 */
final class MostCost {

  private static final CostBounds BOUNDS = CostBounds.by(PriceCatalogue.bundled());

  /** More than the schema of an answer and the names of settings take. */
  private static final int REQUEST_BYTES = 2_048;

  private static final int MESSAGES = 2;
  private static final int NANO = 9;

  private MostCost() {}

  /** Unknown where the model has no price, or no limit of what goes in. */
  static JudgeCost of(Prompt prompt, JudgeSettings settings, Instant at) {
    URI url = settings.baseUrl();
    CostBound bound =
        BOUNDS.of(
            settings.provider().telemetryName(),
            url == null ? null : url.toString(),
            settings.model(),
            at,
            facts(prompt),
            0,
            null);
    return bound instanceof CostBound.Bounded most
        ? JudgeCost.atMost(BigDecimal.valueOf(most.nanoUsd(), NANO))
        : JudgeCost.UNKNOWN;
  }

  private static CallFacts facts(Prompt prompt) {
    return CallFacts.builder(bytes(prompt.system()) + bytes(prompt.user()) + REQUEST_BYTES)
        .messages(MESSAGES)
        .maxOutputTokens(Provider.MOST_TOKENS)
        .attempts(1L + Provider.RETRIES)
        .build();
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
