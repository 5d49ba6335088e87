/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a budget's calls of this process came to within an hour, and what those under way may come
 * to. It slides by the minute: the running one and the sixty before it, so that no hour is cut
 * short. Thread-safe.
 */
final class Hour {

  private static final int MINUTES = 61;
  private static final long NANOS = Duration.ofMinutes(1).toNanos();

  /**
   * Why an amount does not fit.
   *
   * @param roomIn until enough of what was spent is over; null if that alone does not help
   */
  record Full(long spent, long open, @Nullable Duration roomIn) {

    /** Whether the amount would fit if all calls that are under way cost nothing. */
    boolean couldFitAfterSettlements(long cap, long nanoUsd) {
      return open > 0 && cap - spent >= nanoUsd;
    }
  }

  private final Ticks ticks;
  private final long began;
  private final long[] settled = new long[MINUTES];
  private long minute;
  private long open;

  Hour(Ticks ticks) {
    this.ticks = ticks;
    this.began = ticks.nanos();
  }

  /** Sets {@code nanoUsd} aside; null if that is done. */
  synchronized @Nullable Full reserve(long cap, long nanoUsd) {
    slide();
    long spent = spent();
    long left = cap - spent;
    if (left >= open && left - open >= nanoUsd) {
      open += nanoUsd;
      return null;
    }
    return new Full(spent, open, roomIn(cap, nanoUsd, spent));
  }

  /** Gives back what was set aside, and counts what was charged. */
  synchronized void settle(long reserved, long charged) {
    slide();
    open -= reserved;
    int now = (int) (minute % MINUTES);
    settled[now] = sum(settled[now], charged);
  }

  private void slide() {
    long now = (ticks.nanos() - began) / NANOS;
    long over = Math.min(MINUTES, now - minute);
    for (long i = 0; i < over; i++) {
      settled[(int) ((now - i) % MINUTES)] = 0;
    }
    minute = Math.max(minute, now);
  }

  private long spent() {
    long spent = 0;
    for (long each : settled) {
      spent = sum(spent, each);
    }
    return spent;
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private @Nullable Duration roomIn(long cap, long nanoUsd, long spent) {
    long most = cap - open - nanoUsd;
    long left = spent;
    for (int i = 1; i <= MINUTES && most >= 0; i++) {
      left -= settled[(int) ((minute + i) % MINUTES)];
      if (left <= most) {
        return Duration.ofNanos((minute + i) * NANOS - (ticks.nanos() - began));
      }
    }
    return null;
  }
}
