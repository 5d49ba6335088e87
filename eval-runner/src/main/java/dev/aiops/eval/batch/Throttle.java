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
 * @param atOnce of how many runs judges are asked at once
 */
public record Throttle(int part, long perMinute, int atOnce) {

  /** Providers admit so much of everybody. */
  private static final int USUALLY_AT_ONCE = 4;

  /** As fast as it can, in parts of 500 runs, four judged at once. */
  public static final Throttle NONE = new Throttle(500, Long.MAX_VALUE, USUALLY_AT_ONCE);

  /** A slow batch begins this often at least, so that it goes evenly. */
  private static final int PARTS_A_MINUTE = 6;

  /** A budget is looked at before each part, and a crash loses what was judged of one. */
  private static final long JUDGED = 20;

  /** Fails on numbers below 1. */
  public Throttle {
    if (part < 1 || perMinute < 1 || atOnce < 1) {
      throw new IllegalArgumentException("a batch must go on: give numbers from 1 on");
    }
  }

  /** Four judged at once. */
  public Throttle(int part, long perMinute) {
    this(part, perMinute, USUALLY_AT_ONCE);
  }

  /**
   * Runs of one part: so many that about twenty are judged, and twenty at least.
   *
   * @param selected runs of all parts
   * @param judgements how many of them judges are to be asked about, of each judge
   */
  int runs(long selected, long judgements) {
    long most = judgements == 0 ? part : Math.max(JUDGED, JUDGED * selected / judgements);
    return (int) Math.max(1, Math.min(Math.min(part, most), perMinute / PARTS_A_MINUTE));
  }

  /** How long a part of so many runs takes at least. */
  Duration least(long runs) {
    return Duration.ofMinutes(1).multipliedBy(runs).dividedBy(perMinute);
  }
}
