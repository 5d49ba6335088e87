/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What was spent in the running minute and the sixty before it, so that no hour is cut short. */
final class Hour {

  private static final int MINUTES = 61;
  private static final long SECONDS = Duration.ofMinutes(1).toSeconds();

  private final long[] spent = new long[MINUTES];
  private long minute = Long.MIN_VALUE;

  long spent(Instant at) {
    slideTo(at);
    return Arrays.stream(spent).reduce(0, Saturated::sum);
  }

  void charge(Instant at, long nanos) {
    slideTo(at);
    int now = (int) Math.floorMod(minute, (long) MINUTES);
    spent[now] = Saturated.sum(spent[now], nanos);
  }

  /** Whether nothing of it is left at that time. */
  boolean isOver(Instant at) {
    return minuteOf(at) - MINUTES >= minute;
  }

  private void slideTo(Instant at) {
    long now = minuteOf(at);
    long from = minute == Long.MIN_VALUE ? now - MINUTES : Math.max(minute, now - MINUTES);
    for (long each = from + 1; each <= now; each++) {
      spent[(int) Math.floorMod(each, (long) MINUTES)] = 0;
    }
    minute = now;
  }

  private static long minuteOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }
}
