/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.keep.CostFreezer;
import dev.aiops.clickhouse.keep.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * Days of agents, drawn from a seed inside ClickHouse and written to the log's own tables: agents
 * with habits, failures, bad hours of providers, days on which one goes round in circles, calls
 * without a price, an app in Python, actions that people decide.
 */
final class DrawnDays {
  private static final long SEED = 6;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** Two blocks are made at a time, each of which has all columns of its rows in memory. */
  private static final Map<String, String> INSERT =
      Map.of(
          "async_insert", "0",
          "insert_deduplicate", "0",
          "max_insert_threads", "2",
          "min_insert_block_size_rows", "500000",
          "max_partitions_per_insert_block", "0");

  private final ClickHouse store;
  private final Instant end;
  private final long runsPerDay;
  private long days;

  /** Days that end at a moment, none of which is written yet. */
  DrawnDays(ClickHouse store, Instant end, long runsPerDay) {
    this.store = store;
    this.end = end;
    this.runsPerDay = runsPerDay;
  }

  /** Writes those before the ones that are there, so that there are so many. */
  void reach(long wanted) throws IOException, InterruptedException {
    begin();
    for (; days < wanted; days++) {
      fill("spans", days);
      fill("run_events", days);
      fill("message_content", days);
      fill("process_logs", days);
      fill("eval_scores", days);
      System.err.println("  day " + (days + 1) + " of " + wanted + " is written");
    }
    store.execute("TRUNCATE TABLE control_log");
    fill("control_log", 0);
    finish();
  }

  /** The server stamps rows as if each had come in when it happened. */
  private void begin() throws IOException {
    store.execute(text("runs"));
    keepAll();
    stamp(
        "otel_traces",
        "addMilliseconds(Timestamp, intDiv(Duration, 1000000) + 400 + cityHash64(SpanId) % 900)");
    stamp("run_events", "addMilliseconds(EventTime, 400 + cityHash64(RunId) % 900)");
  }

  private void keepAll() {
    for (Retention.Table table : Retention.Table.values()) {
      if (table != Retention.Table.CONTENT) {
        new Retention(table, 0).apply(store);
      }
    }
  }

  private void stamp(String table, String when) {
    store.execute(
        "ALTER TABLE "
            + table
            + " MODIFY COLUMN IngestedAt DateTime64(3, 'UTC') MATERIALIZED "
            + when);
  }

  private void fill(String what, long day) throws IOException {
    Map<String, String> settings = new HashMap<>(INSERT);
    settings.put("param_seed", Long.toString(SEED));
    settings.put("param_end", TIME.format(end));
    settings.put("param_per_day", Long.toString(runsPerDay));
    settings.put("param_first", Long.toString(day * runsPerDay));
    settings.put("param_count", Long.toString(runsPerDay));
    settings.put("param_day", Long.toString(day));
    settings.put("param_days", Long.toString(days));
    store.execute(text(what), settings);
  }

  private void finish() throws InterruptedException {
    stamp("otel_traces", "now64(3, 'UTC')");
    stamp("run_events", "now64(3, 'UTC')");
    new CostFreezer(store, () -> end).freeze();
    while (!store.ask("SELECT count() FROM system.merges").equals("0")) {
      Thread.sleep(500);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = DrawnDays.class.getResourceAsStream("days/" + name + ".sql")) {
      if (in == null) {
        throw new IOException("no days/" + name + ".sql beside " + DrawnDays.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
