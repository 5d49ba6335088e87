/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a budget found in one part of the calls: one day's, or one group's, or all. */
final class Part {

  private final Sum covered = new Sum();
  private final Sum spent = new Sum();
  private final Sum refused = new Sum();
  private long tools;
  private @Nullable Instant first;

  void covers(@Nullable Long cost) {
    covered.add(cost);
  }

  void sends(@Nullable Long charged) {
    spent.add(charged);
  }

  void refuses(Instant at, @Nullable Long cost) {
    refused.add(cost);
    seen(at);
  }

  void refusesTool(Instant at) {
    tools++;
    seen(at);
  }

  private void seen(Instant at) {
    first = first == null || at.isBefore(first) ? at : first;
  }

  /** Calls that it covers, and what they did cost. */
  Sum covered() {
    return covered;
  }

  /** Those that are sent, and what they are charged. */
  Sum spent() {
    return spent;
  }

  /** Those that it refuses, or would, and what they did cost. */
  Sum refused() {
    return refused;
  }

  /** Tool calls that it refuses, or would. */
  long tools() {
    return tools;
  }

  /** When it first refuses something; null where it does not. */
  @Nullable Instant first() {
    return first;
  }
}
