/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.time.Duration;
import java.time.Instant;

/** When a price holds. */
sealed interface Condition {

  boolean holds(Instant at);

  /**
   * Whether it may hold at some time from {@code at} until {@code window}, a day or more, later.
   */
  default boolean holdsWithin(Instant at, Duration window) {
    return true;
  }

  /** Whether it holds from {@code at} on for good. */
  default boolean holdsThroughout(Instant at) {
    return false;
  }

  /** At any time. */
  record Always() implements Condition {
    @Override
    public boolean holds(Instant at) {
      return true;
    }

    @Override
    public boolean holdsThroughout(Instant at) {
      return true;
    }
  }

  /** From the start of a UTC day on. */
  record From(Instant start) implements Condition {
    @Override
    public boolean holds(Instant at) {
      return !at.isBefore(start);
    }

    @Override
    public boolean holdsWithin(Instant at, Duration window) {
      return !start.isAfter(at.plus(window));
    }

    @Override
    public boolean holdsThroughout(Instant at) {
      return holds(at);
    }
  }

  /**
   * Every day from {@code start} to before {@code end}, over midnight if {@code end} is smaller.
   *
   * @param start in milliseconds of the UTC day
   * @param end in milliseconds of the UTC day
   */
  record Daily(long start, long end) implements Condition {

    private static final long DAY_SECONDS = 86_400;

    @Override
    public boolean holds(Instant at) {
      long second = Math.floorMod(at.getEpochSecond(), DAY_SECONDS);
      long now = second * 1_000 + at.getNano() / 1_000_000;
      return end < start ? now >= start || now < end : now >= start && now < end;
    }
  }
}
