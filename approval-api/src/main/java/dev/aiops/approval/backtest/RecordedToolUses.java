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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When runs called a tool with the same arguments for the n-th time, for each n that decides
 * something. Arguments are compared where they were recorded; the order of the fields of an object
 * does not count, of those within its fields it does.
 *
 * @param times every n
 */
record RecordedToolUses(Instant from, Instant to, Set<Long> times) {

  /** No more of one stretch are held in memory. */
  static final int MOST = 20_000;

  private static final Duration AROUND = Duration.ofHours(1);
  private static final String DENIED = "ACCESS_DENIED";

  private static final String SQL =
      """
      SELECT Run, Times, min(At) AS First
      FROM (
        SELECT
          t.RunId AS Run, toUnixTimestamp64Nano(t.Timestamp) AS At,
          toInt64(row_number() OVER (PARTITION BY t.RunId, t.ToolName, a.Arguments ORDER BY t.Timestamp, t.TraceId, t.SpanId)) AS Times
        FROM tool_calls AS t
        ANY INNER JOIN (
          SELECT TraceId, SpanId, sipHash128(
            if(JSONType(Content) = 'Object', toString(arraySort(JSONExtractKeysAndValuesRaw(Content))), Content)) AS Arguments
          FROM message_content
          WHERE Part = 'tool.arguments' AND Truncated = 0 AND Redacted = 0 AND Timestamp >= %1$s AND Timestamp < %2$s
        ) AS a ON a.TraceId = t.TraceId AND a.SpanId = t.SpanId
        WHERE t.RunId != '' AND t.Timestamp >= %3$s AND t.Timestamp < %4$s
      )
      WHERE Times IN (%5$s)
      GROUP BY Run, Times
      HAVING First >= %6$d
      ORDER BY First, Run, Times
      LIMIT %7$d
      """;

  /** Oldest first, at most {@link #MOST} and one more. */
  List<ToolUse> at(ClickHouse clickHouse) {
    List<ToolUse> uses = new ArrayList<>();
    try {
      Rows.each(clickHouse, sql(), RecordedToolUses::use, uses::add);
      return uses;
    } catch (SQLException e) {
      throw unreadable(clickHouse, e);
    }
  }

  /** What a run did before is counted, too, if it is not too long ago. */
  private String sql() {
    Instant back = from.minus(Repeats.KEPT);
    return SQL.formatted(
        Rows.sql(back.minus(AROUND)),
        Rows.sql(to.plus(AROUND)),
        Rows.sql(back),
        Rows.sql(to),
        times.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
        Math.multiplyExact(from.getEpochSecond(), 1_000_000_000L) + from.getNano(),
        MOST + 1);
  }

  private static ToolUse use(ResultSet row) throws SQLException {
    return new ToolUse(Rows.instant(row, "First"), row.getString("Run"), row.getLong("Times"));
  }

  /** The one thing that a back-test reads and a service does not. */
  private static LogUnreadableException unreadable(ClickHouse at, SQLException e) {
    return String.valueOf(e.getMessage()).contains(DENIED)
        ? new LogUnreadableException(
            "User "
                + at.user()
                + " may not read message_content, where arguments of tools are, and the policy has"
                + " same_tool_calls: run it as aiops_read, or take same_tool_calls out of the file",
            e)
        : Rows.unreadable(at, e);
  }
}
