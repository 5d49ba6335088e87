/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.concurrent.TimeUnit;

/**
 * When an open batch is sealed. Every second while the server is quick; slower servers and waiting
 * batches stretch it to five, because the server's work is per insert: 20 processes inserting five
 * times a second choke two cores. Run events, which are few, wait half a second, and a second at
 * most, because a run is to be visible within two.
 */
final class SealPolicy {

  private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
  private static final long SHORTEST_FOR_RUNS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_FOR_RUNS = TimeUnit.SECONDS.toNanos(1);

  /** A process keeps the server busy with a tenth of a core at most, per table. */
  private static final long PER_LATENCY = 10;

  private static final long PER_WAITING = TimeUnit.MILLISECONDS.toNanos(250);

  private SealPolicy() {}

  /**
   * The interval between batches of a table.
   *
   * @param latencyNanos what an insert takes of late
   * @param waiting sealed batches that wait
   */
  static long intervalNanos(Table table, long latencyNanos, int waiting) {
    boolean runs = table == Table.RUN_EVENTS;
    long shortest = runs ? SHORTEST_FOR_RUNS : SHORTEST;
    long wanted = Math.max(shortest, latencyNanos * PER_LATENCY) + waiting * PER_WAITING;
    return Math.min(wanted, runs ? LONGEST_FOR_RUNS : LONGEST);
  }
}
