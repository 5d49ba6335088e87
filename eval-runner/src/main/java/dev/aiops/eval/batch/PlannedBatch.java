/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch as the log has it.
 *
 * @param id its id
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param runs how many were selected
 * @param definitions as they were, in JSON
 * @param isFinished whether all of it is done
 */
record PlannedBatch(
    String id, Instant from, Instant until, long runs, String definitions, boolean isFinished) {

  private static final String SQL =
      """
      SELECT
        Batch,
        toUnixTimestamp64Milli(anyIf(RunsFrom, Kind = 'planned')) AS FromMillis,
        toUnixTimestamp64Milli(anyIf(RunsUntil, Kind = 'planned')) AS UntilMillis,
        toInt64(anyIf(Runs, Kind = 'planned')) AS Selected,
        anyIf(Definitions, Kind = 'planned') AS Frozen,
        max(Kind = 'finished') AS Finished
      FROM eval_batches
      WHERE Batch = ?
      GROUP BY Batch
      """;

  /** Empty where none of that id was planned. */
  static Optional<PlannedBatch> find(String id, ClickHouse at) {
    List<PlannedBatch> found = Rows.of(at, SQL, PlannedBatch::batch, id);
    return found.stream().findFirst();
  }

  private static PlannedBatch batch(ResultSet row) throws SQLException {
    return new PlannedBatch(
        row.getString("Batch"),
        Instant.ofEpochMilli(row.getLong("FromMillis")),
        Instant.ofEpochMilli(row.getLong("UntilMillis")),
        row.getLong("Selected"),
        row.getString("Frozen"),
        row.getBoolean("Finished"));
  }
}
