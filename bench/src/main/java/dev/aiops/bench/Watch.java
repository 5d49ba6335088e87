/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a query again and again, and keeps how long after its time each row was first in an answer.
 * The time of a row is compared to the end of the answer, so the interval of asking and the query
 * itself count as delay.
 */
final class Watch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final Map<String, Double> seconds = new ConcurrentHashMap<>();
  private final ClickHouse store;
  private final String query;
  private final Clock clock = Clock.systemUTC();
  private volatile boolean open = true;

  private Watch(ClickHouse store, String query) {
    this.store = store;
    this.query = query;
  }

  /** Watches rows of an identity and a time in nanoseconds since 1970. */
  static Watch start(ClickHouse store, String query) {
    Watch watch = new Watch(store, query);
    Thread thread = new Thread(watch::watch, "watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Seconds from each row's time until it was seen. */
  double[] seconds() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void watch() {
    while (open) {
      String rows = store.ask(query);
      long seen = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
      rows.lines().forEach(row -> keep(row.split("\t", -1), seen));
      pause();
    }
  }

  private void keep(String[] row, long seen) {
    seconds.computeIfAbsent(row[0], id -> (seen - Long.parseLong(row[1])) / 1e9);
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      open = false;
    }
  }

  /** Ends after the answer that is under way. */
  @Override
  public void close() {
    open = false;
  }
}
