/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What judging cost, in USD.
 *
 * @param usd by the price list; null where it is not known, as after a time-out
 * @param atMostUsd what it cannot have passed, the same where it is known; null where nobody knows
 *     the price
 */
public record JudgeCost(@Nullable BigDecimal usd, @Nullable BigDecimal atMostUsd) {

  /** Nobody was asked, or nobody can have billed it. */
  public static final JudgeCost NOTHING = known(BigDecimal.ZERO);

  /** It may have cost anything. */
  public static final JudgeCost UNKNOWN = new JudgeCost(null, null);

  /** Exactly this. */
  public static JudgeCost known(BigDecimal usd) {
    return new JudgeCost(usd, usd);
  }

  /** It is not known, and is no more than this. */
  public static JudgeCost atMost(BigDecimal usd) {
    return new JudgeCost(null, usd);
  }

  /** Both together; what is not known of one is not known of both. */
  public JudgeCost plus(JudgeCost other) {
    return new JudgeCost(sum(usd, other.usd), sum(atMostUsd, other.atMostUsd));
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }
}
