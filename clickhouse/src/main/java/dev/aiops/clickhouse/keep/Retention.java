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

  /** Makes it so. Old rows are dropped in the background. */
  public void apply(ClickHouse admin) {
    admin.execute(days == 0 ? removal(admin) : SET.formatted(table.sqlName, table.day, days));
  }

  /** What is in force for a table. */
  public static Retention of(Table table, ClickHouse reader) {
    return new Retention(table, Integer.parseInt(reader.ask(READ.formatted(table.sqlName))));
  }

  /** A table without a TTL has none to remove. */
  private String removal(ClickHouse admin) {
    return of(table, admin).days() == 0 ? "SELECT 1" : FOR_EVER.formatted(table.sqlName);
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
    COSTS("costs_closed", "Day");

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
