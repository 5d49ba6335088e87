/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import java.time.Duration;

/**
 * How fast a batch goes.
 *
 * @param part most runs in memory at a time; a part is scored as a whole or not at all
 * @param perMinute most runs a minute
 */
public record Throttle(int part, long perMinute) {

  /** As fast as it can, in parts of 500 runs. */
  public static final Throttle NONE = new Throttle(500, Long.MAX_VALUE);

  /** A slow batch begins this often at least, so that it goes evenly. */
  private static final int PARTS_A_MINUTE = 6;

  /** Fails on numbers below 1. */
  public Throttle {
    if (part < 1 || perMinute < 1) {
      throw new IllegalArgumentException("a batch must go on: give numbers from 1 on");
    }
  }

  /** Runs of one part. */
  int runs() {
    return (int) Math.max(1, Math.min(part, perMinute / PARTS_A_MINUTE));
  }

  /** How long a part of so many runs takes at least. */
  Duration least(long runs) {
    return Duration.ofMinutes(1).multipliedBy(runs).dividedBy(perMinute);
  }
}
