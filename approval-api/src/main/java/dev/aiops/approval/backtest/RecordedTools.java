/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How many tool calls can be compared, and how many cannot. */
record RecordedTools(Period period) {

  /**
   * Counts.
   *
   * @param calls of tools in runs
   * @param comparable those whose arguments were recorded whole
   */
  record Counts(long calls, long comparable) {}

  private static final String SQL =
      """
      SELECT toInt64(count()) AS Calls, toInt64(countIf((TraceId, SpanId) IN (
        SELECT TraceId, SpanId
        FROM message_content
        WHERE Part = 'tool.arguments' AND Truncated = 0 AND Redacted = 0
          AND Timestamp >= %1$s - INTERVAL 1 HOUR AND Timestamp < %2$s + INTERVAL 1 HOUR
      ))) AS Comparable
      FROM tool_calls
      WHERE RunId != '' AND Timestamp >= %1$s AND Timestamp < %2$s
      """;

  Counts at(ClickHouse clickHouse) {
    List<Counts> counts = new ArrayList<>();
    String sql = SQL.formatted(Rows.sql(period.since()), Rows.sql(period.until()));
    try {
      Rows.each(
          clickHouse,
          sql,
          row -> new Counts(row.getLong("Calls"), row.getLong("Comparable")),
          counts::add);
      return counts.get(0);
    } catch (SQLException e) {
      throw Rows.unreadable(clickHouse, e);
    }
  }
}
