/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a run or a call used.
 *
 * @param costUsd cost in USD; null where it, or a part of it, is unknown
 * @param inputTokens input tokens, cached ones included; null where unknown
 * @param outputTokens output tokens, reasoning included; null where unknown
 */
public record Usage(
    @Nullable BigDecimal costUsd, @Nullable Long inputTokens, @Nullable Long outputTokens) {

  /** Nothing is known. */
  public static final Usage UNKNOWN = new Usage(null, null, null);

  /** What nothing uses. */
  public static final Usage NONE = new Usage(BigDecimal.ZERO, 0L, 0L);

  /** Both together; what is unknown of one is unknown of both. */
  public Usage plus(Usage other) {
    return new Usage(
        costUsd == null || other.costUsd == null ? null : costUsd.add(other.costUsd),
        sum(inputTokens, other.inputTokens),
        sum(outputTokens, other.outputTokens));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : Math.addExact(one, other);
  }

  /** Input and output tokens together; null where either is unknown. */
  public @Nullable Long tokens() {
    return sum(inputTokens, outputTokens);
  }
}
