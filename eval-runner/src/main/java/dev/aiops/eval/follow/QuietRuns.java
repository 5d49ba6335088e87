/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs that rows came in for since a moment, but none for a while, and that are to be evaluated:
 * those that were not yet, and those that were once, before their newest rows. All by the server's
 * clock.
 *
 * @param since rows that were taken in from then on
 * @param quiet for how long none may have come
 * @param after only those that come after this one
 * @param most how many at most, the longest quiet first
 */
record QuietRuns(Instant since, Duration quiet, QuietRun after, int most) {

  /** Passes older than two days are not looked for: rows that late do not open a run again. */
  private static final String SQL =
      """
      SELECT
        r.RunId AS Run, r.First AS FirstNanos, r.Last AS LastNanos, toUnixTimestamp64Milli(r.SeenUntil) AS SeenMillis,
        if(p.Run = '', 0, 1) AS Next
      FROM (
        SELECT RunId, min(Nanos) AS First, max(Nanos) AS Last, max(Seen) AS SeenUntil
        FROM (
          SELECT RunId, toUnixTimestamp64Nano(Timestamp) AS Nanos, IngestedAt AS Seen
          FROM otel_traces WHERE IngestedAt >= %1$s AND RunId != ''
          UNION ALL
          SELECT RunId, toUnixTimestamp64Nano(EventTime) AS Nanos, IngestedAt AS Seen
          FROM run_events WHERE IngestedAt >= %1$s AND RunId != ''
          UNION ALL
          SELECT RunId, toUnixTimestamp64Nano(Timestamp) AS Nanos, IngestedAt AS Seen
          FROM message_content WHERE IngestedAt >= %1$s AND RunId != ''
        )
        GROUP BY RunId
        HAVING SeenUntil <= now64(3) - toIntervalMillisecond(%2$d)
      ) AS r
      LEFT JOIN (
        SELECT RunId AS Run, max(Revision) AS Newest, max(SeenUntil) AS Until
        FROM eval_passes
        WHERE At >= %1$s - INTERVAL 2 DAY
        GROUP BY RunId
      ) AS p ON p.Run = r.RunId
      WHERE (p.Run = '' OR (p.Newest = 0 AND r.SeenUntil > p.Until))
        AND (r.SeenUntil, r.RunId) > (fromUnixTimestamp64Milli(toInt64(%4$d)), %5$s)
      ORDER BY r.SeenUntil, r.RunId
      LIMIT %3$d
      """;

  List<QuietRun> at(ClickHouse clickHouse) {
    String sql =
        SQL.formatted(
            Rows.sqlInstant(since),
            quiet.toMillis(),
            most,
            after.seenUntil().toEpochMilli(),
            Rows.sqlTexts(List.of(after.id())));
    return Rows.of(clickHouse, sql, QuietRuns::run);
  }

  private static QuietRun run(ResultSet row) throws SQLException {
    return new QuietRun(
        row.getString("Run"),
        Rows.instant(row.getLong("FirstNanos")),
        Rows.instant(row.getLong("LastNanos")),
        Instant.ofEpochMilli(row.getLong("SeenMillis")),
        row.getInt("Next"));
  }
}
