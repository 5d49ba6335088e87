/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a budget found in some of the calls: one day's, one group's, one rule's, or all. */
final class Part {

  private final Sum covered = new Sum();
  private final Sum spent = new Sum();
  private final Sum refused = new Sum();
  private @Nullable Instant first;

  void covers(@Nullable Long cost) {
    covered.add(cost);
  }

  void sends(@Nullable Long charged) {
    spent.add(charged);
  }

  void refuses(Instant at, @Nullable Long cost) {
    refused.add(cost);
    first = first == null ? at : first;
  }

  /** Calls that it covers, and what they cost. */
  Sum covered() {
    return covered;
  }

  /** Those that are sent, and what they are charged. */
  Sum spent() {
    return spent;
  }

  /** Those that it refuses, or would, and what they cost. */
  Sum refused() {
    return refused;
  }

  /** When the first of these began; null where there is none. */
  @Nullable Instant first() {
    return first;
  }
}
