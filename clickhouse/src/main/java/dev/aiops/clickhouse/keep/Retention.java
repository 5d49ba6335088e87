/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.keep;

import dev.aiops.clickhouse.ClickHouse;

/**
 * How many days a table of the log keeps its rows, counted from the row's UTC day. Whole days are
 * dropped, soon after they are over.
 *
 * @param table the table
 * @param days days kept; 0 keeps for ever, negative is an error
 */
public record Retention(Table table, int days) {

  private static final String SET =
      """
      ALTER TABLE %s MODIFY TTL %s + INTERVAL %d DAY
      """;

  private static final String FOR_EVER =
      """
      ALTER TABLE %s REMOVE TTL
      """;

  private static final String READ =
      """
      SELECT toInt64OrZero(extract(engine_full, 'TTL .*toIntervalDay\\\\((\\\\d+)\\\\)'))
      FROM system.tables WHERE database = currentDatabase() AND name = '%s'
      """;

  /** Whether a cluster's shards keep the rows, each in a table of its own. */
  private static final String SHARDED =
      """
      SELECT count() FROM system.tables
      WHERE database = currentDatabase() AND name = '%s' AND engine = 'Distributed'
      """;

  /** Fails below 0, and where spans would go before their day's cost is frozen. */
  public Retention {
    if (days < 0) {
      throw new IllegalArgumentException(
          "retention of " + table + " must be >= 0 days (0 keeps for ever), got " + days);
    }
    if (table == Table.SPANS && days == 1) {
      throw new IllegalArgumentException(
          "retention of "
              + table
              + " must be at least 2 days (or 0, for ever): a day's cost is frozen the day after");
    }
  }

  /** Makes it so, on every shard of a cluster. Old rows are dropped in the background. */
  public void apply(ClickHouse admin) {
    boolean sharded = isSharded(table, admin);
    if (days == 0 && kept(table, admin, sharded) == 0) {
      // a table without a TTL has none to remove
      return;
    }
    admin.execute(sql(sharded));
  }

  String sql(boolean sharded) {
    String at = name(table, sharded) + (sharded ? " ON CLUSTER '{cluster}'" : "");
    return days == 0 ? FOR_EVER.formatted(at) : SET.formatted(at, table.day, days);
  }

  /** What is in force for a table. */
  public static Retention of(Table table, ClickHouse reader) {
    return new Retention(table, kept(table, reader, isSharded(table, reader)));
  }

  private static int kept(Table table, ClickHouse reader, boolean sharded) {
    return Integer.parseInt(reader.ask(READ.formatted(name(table, sharded))));
  }

  private static boolean isSharded(Table table, ClickHouse reader) {
    return reader.ask(SHARDED.formatted(table.sqlName)).equals("1");
  }

  private static String name(Table table, boolean sharded) {
    return table.sqlName + (sharded ? "_local" : "");
  }

  /** The tables with a retention, by what they hold. */
  public enum Table {
    /** Spans, and runs and calls with them. */
    SPANS("otel_traces", "toDate(Timestamp, 'UTC')"),
    /** Log records and events. */
    LOGS("otel_logs", "toDate(Timestamp, 'UTC')"),
    /** What runs report of themselves, with input and output. */
    RUNS("run_events", "toDate(EventTime, 'UTC')"),
    /** Messages, tool arguments and results. */
    CONTENT("message_content", "toDate(Timestamp, 'UTC')"),
    /** Cost of days that are over. */
    COSTS("costs_closed", "Day"),
    /** Scores of evaluated runs. */
    SCORES("eval_scores", "toDate(ScoredAt, 'UTC')"),
    /** Comparisons of scores. */
    COMPARISONS("eval_comparisons", "toDate(At, 'UTC')");

    private final String sqlName;
    private final String day;

    Table(String sqlName, String day) {
      this.sqlName = sqlName;
      this.day = day;
    }

    /** The table's name in SQL. */
    public String sqlName() {
      return sqlName;
    }
  }
}
