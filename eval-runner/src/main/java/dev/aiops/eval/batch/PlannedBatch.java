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
import org.jspecify.annotations.Nullable;

/**
 * A batch as the log has it.
 *
 * @param id its id
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param runs how many were selected
 * @param part runs of one part; 0 where it was planned before that was kept
 * @param definitions as they were, in JSON
 * @param ended how it ended; null while it has not
 */
record PlannedBatch(
    String id,
    Instant from,
    Instant until,
    long runs,
    int part,
    String definitions,
    @Nullable Ended ended) {

  private static final String SQL =
      """
      SELECT
        Batch,
        toUnixTimestamp64Milli(anyIf(RunsFrom, Kind = 'planned')) AS FromMillis,
        toUnixTimestamp64Milli(anyIf(RunsUntil, Kind = 'planned')) AS UntilMillis,
        toInt64(anyIf(Runs, Kind = 'planned')) AS Selected,
        toInt32(anyIf(Part, Kind = 'planned')) AS RunsOfPart,
        anyIf(Definitions, Kind = 'planned') AS Frozen,
        anyIf(Kind, Kind != 'planned') AS Ending,
        toInt64(anyIf(Runs, Kind != 'planned')) AS Evaluated,
        anyIf(Reason, Kind != 'planned') AS Why
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
        row.getInt("RunsOfPart"),
        row.getString("Frozen"),
        ended(row));
  }

  private static @Nullable Ended ended(ResultSet row) throws SQLException {
    return switch (row.getString("Ending")) {
      case "finished" -> new Ended.Finished(row.getLong("Evaluated"));
      case "stopped" -> new Ended.Stopped(row.getLong("Evaluated"), row.getString("Why"));
      default -> null;
    };
  }
}
