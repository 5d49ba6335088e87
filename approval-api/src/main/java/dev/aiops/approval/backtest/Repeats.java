/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How often each run has called some tool with the same arguments, where it did so at all. */
final class Repeats {

  /** A run of which nothing is heard for that long is over. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final int SWEEP_ABOVE = 10_000;

  private record Loop(long times, Instant heard) {}

  private final Map<String, Loop> loops = new HashMap<>();
  private int sweepAt = SWEEP_ABOVE;

  void take(ToolUse use) {
    sweep(use.at());
    long times = Math.max(use.times(), times(use.run(), use.at()));
    loops.put(use.run(), new Loop(times, use.at()));
  }

  long times(String run, Instant at) {
    Loop loop = loops.computeIfPresent(run, (r, known) -> new Loop(known.times(), at));
    return loop == null ? 0 : loop.times();
  }

  private void sweep(Instant now) {
    if (loops.size() >= sweepAt) {
      loops.values().removeIf(loop -> loop.heard().isBefore(now.minus(KEPT)));
      sweepAt = Math.max(SWEEP_ABOVE, 2 * loops.size());
    }
  }
}
