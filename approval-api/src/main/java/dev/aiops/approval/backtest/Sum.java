/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** How many calls, what they come to, and of how many of them nobody knows. */
final class Sum {

  private static final int DECIMALS = 9;

  private long calls;
  private long unknown;
  private BigInteger nanos = BigInteger.ZERO;

  /** Adds a call; null is one whose amount is not known. */
  void add(@Nullable Long amount) {
    calls++;
    if (amount == null) {
      unknown++;
    } else {
      nanos = nanos.add(BigInteger.valueOf(amount));
    }
  }

  long calls() {
    return calls;
  }

  /** Calls whose amount is not in the sum. */
  long unknown() {
    return unknown;
  }

  /** What the others come to. */
  BigDecimal usd() {
    return new BigDecimal(nanos, DECIMALS);
  }
}
