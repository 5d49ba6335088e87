/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;

/**
 * What became of spans made at a steady rate.
 *
 * @param asked spans a second asked for
 * @param made spans made
 * @param madeInMillis the time that took
 * @param arrived rows of them in ClickHouse when all were there, or when waiting was given up
 * @param lateMillis from the end of the last span until all were there, or waiting was given up
 */
record SpanRate(long asked, long made, long madeInMillis, long arrived, long lateMillis) {
  static final String SERVICE = "bench-throughput";

  private static final String COUNT =
      "SELECT count() FROM otel_traces WHERE ServiceName = '" + SERVICE + "'";
  private static final long IN_TIME_MILLIS = 8_000;
  private static final long GIVE_UP_MILLIS = 20_000;
  private static final long PAUSE_MILLIS = 100;
  private static final double KEPT_PACE = 0.95;

  /** Has that many spans a second made for so long, and waits for their rows. */
  static SpanRate sent(ClickHouse store, Child source, long perSecond, long millis)
      throws InterruptedException {
    long before = count(store);
    String[] made = source.ask(perSecond + " " + millis).split(" ", -1);
    long end = System.nanoTime();
    long wanted = Long.parseLong(made[0]);
    long arrived = count(store) - before;
    while (arrived < wanted && millisSince(end) < GIVE_UP_MILLIS) {
      Thread.sleep(PAUSE_MILLIS);
      arrived = count(store) - before;
    }
    return new SpanRate(perSecond, wanted, Long.parseLong(made[1]), arrived, millisSince(end));
  }

  /** The rate reached, which is less than what was asked for where the source fell behind. */
  double perSecond() {
    return made * 1e3 / madeInMillis;
  }

  /** Whether the source kept pace, nothing was lost, and the last span was not late. */
  boolean sustained() {
    return perSecond() >= KEPT_PACE * asked && arrived == made && lateMillis <= IN_TIME_MILLIS;
  }

  private static long count(ClickHouse store) {
    return Long.parseLong(store.ask(COUNT));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
