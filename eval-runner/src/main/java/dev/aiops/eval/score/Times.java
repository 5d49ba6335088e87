/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import java.time.Instant;

/** Moments as texts that ClickHouse reads, whatever its time zone, with best_effort. */
public final class Times {

  private Times() {}

  /** ISO 8601 in UTC; a column with three decimals takes the first three. */
  public static String text(Instant at) {
    return at.toString();
  }
}
