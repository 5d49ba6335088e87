/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Duration;

/**
 * How a sequencer is to run.
 *
 * @param mostWaiting commands that may wait; one more is refused as busy
 * @param mostInGroup commands decided together and appended as one group
 * @param patience how long commands wait for a log that is unavailable, before they fail
 * @param pause how long to wait before an unavailable log is asked again
 * @param catchUpEvery how often a sequencer without commands reads what others wrote
 */
public record SequencerSettings(
    int mostWaiting, int mostInGroup, Duration patience, Duration pause, Duration catchUpEvery) {

  /**
   * 1,000 waiting, groups of 256, patience of 10 s, asked again after 200 ms, caught up each 1 s.
   */
  public static final SequencerSettings DEFAULTS =
      new SequencerSettings(
          1_000, 256, Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(1));

  /** Fails on a number or time that is not positive; patience may be zero. */
  public SequencerSettings {
    requirePositive("mostWaiting", mostWaiting);
    requirePositive("mostInGroup", mostInGroup);
    requirePositive("pause", pause.toMillis());
    requirePositive("catchUpEvery", catchUpEvery.toMillis());
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative, got " + patience);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, got " + value);
    }
  }
}
