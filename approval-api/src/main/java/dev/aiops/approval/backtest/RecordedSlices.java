/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many model calls began when, in five minutes at a time as the log is ordered. */
record RecordedSlices(Period period) {

  private static final long ENOUGH = 50_000;
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration STEP = Duration.ofMinutes(5);

  private static final String SQL =
      """
      SELECT toInt64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp))) AS Start, toInt64(count()) AS Calls
      FROM otel_traces
      WHERE IsModelCall = 1 AND Timestamp >= %s AND Timestamp < %s
      GROUP BY Start
      ORDER BY Start
      """;

  /** Slices that together have every call, oldest first; none is empty. */
  List<Slice> at(ClickHouse clickHouse) {
    List<Slice> slices = new ArrayList<>();
    String sql = SQL.formatted(Rows.sql(period.from()), Rows.sql(period.until()));
    try {
      Rows.each(clickHouse, sql, this::slice, next -> add(slices, next));
      return slices;
    } catch (SQLException e) {
      throw Rows.unreadable(clickHouse, e);
    }
  }

  private Slice slice(ResultSet row) throws SQLException {
    Instant start = Instant.ofEpochSecond(row.getLong("Start"));
    Instant end = start.plus(STEP);
    return new Slice(
        start.isBefore(period.from()) ? period.from() : start,
        end.isAfter(period.until()) ? period.until() : end,
        row.getLong("Calls"));
  }

  private static void add(List<Slice> slices, Slice next) {
    Slice last = slices.isEmpty() ? null : slices.get(slices.size() - 1);
    if (last == null || last.calls() >= ENOUGH || isTooLong(last, next)) {
      slices.add(next);
    } else {
      slices.set(slices.size() - 1, new Slice(last.from(), next.to(), last.calls() + next.calls()));
    }
  }

  /** What is read beside the calls is held in memory for as long as a slice lasts. */
  private static boolean isTooLong(Slice last, Slice next) {
    return Duration.between(last.from(), next.to()).compareTo(LONGEST) > 0;
  }
}
