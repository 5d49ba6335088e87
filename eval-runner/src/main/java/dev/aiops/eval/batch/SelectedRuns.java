/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.trace.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Some of the runs that a batch was frozen on, by their places. */
record SelectedRuns(String batch, long first, int count) {

  private static final String SQL =
      """
      SELECT RunId, toUnixTimestamp64Nano(RunStartedAt) AS StartNanos, toUnixTimestamp64Nano(LastSeenAt) AS LastNanos
      FROM eval_selections
      WHERE Batch = ? AND Position >= ? AND Position < ?
      ORDER BY Position
      """;

  /** As a slice; it has one run at least, as places have no gaps. */
  Slice at(ClickHouse clickHouse) {
    List<Row> rows = Rows.of(clickHouse, SQL, SelectedRuns::row, batch, first, first + count);
    return new Slice(
        rows.stream().map(Row::run).toList(),
        rows.stream().map(Row::started).min(Instant::compareTo).orElse(Instant.EPOCH),
        rows.stream().map(Row::last).max(Instant::compareTo).orElse(Instant.EPOCH));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("RunId"),
        Rows.instant(row.getLong("StartNanos")),
        Rows.instant(row.getLong("LastNanos")));
  }

  private record Row(String run, Instant started, Instant last) {}
}
