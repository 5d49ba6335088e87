/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call's money, in nano-USD and tokens; null where it is not known.
 *
 * @param cost what it cost
 * @param setAside the most that it could have cost, where it was charged in full
 */
record Bill(
    Status status,
    @Nullable Long cost,
    @Nullable Long setAside,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens) {

  /** What is known of it. */
  enum Status {
    /** Its cost. */
    PRICED,
    /** Its cost, by an estimate. */
    ESTIMATED,
    /** That an error was the answer, which is not billed. */
    UNBILLED,
    /** That its model has a price; not what it used. */
    UNKNOWN_COST,
    /** That its model has no known price. */
    UNKNOWN_PRICE,
    /** That a budget refused it then. */
    REFUSED
  }

  boolean is(Status other) {
    return status == other;
  }
}
