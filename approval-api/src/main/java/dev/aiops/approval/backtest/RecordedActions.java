/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Tool calls with their arguments, where these were recorded whole. */
record RecordedActions(Period period) {

  private static final String DENIED = "ACCESS_DENIED";

  private static final String SQL =
      """
      SELECT t.RunId AS Run, t.ServiceName AS Service, t.Environment AS Environment, t.Team AS Team,
        t.AgentName AS Agent, t.UserId AS User, t.ToolName AS Tool, a.Content AS Arguments
      FROM tool_calls AS t
      ANY LEFT JOIN (
        SELECT TraceId, SpanId, Content
        FROM message_content
        WHERE Part = 'tool.arguments' AND Truncated = 0 AND Redacted = 0
          AND Timestamp >= %1$s - INTERVAL 1 HOUR AND Timestamp < %2$s + INTERVAL 1 HOUR
      ) AS a ON a.TraceId = t.TraceId AND a.SpanId = t.SpanId
      WHERE t.Timestamp >= %1$s AND t.Timestamp < %2$s
      """;

  /**
   * One call.
   *
   * @param arguments as they were recorded; empty where they were not, not whole, or not all
   */
  record Recorded(
      String run,
      String service,
      String environment,
      String team,
      String agent,
      String user,
      String tool,
      String arguments) {

    private static Recorded of(ResultSet row) throws SQLException {
      return new Recorded(
          row.getString("Run"),
          row.getString("Service"),
          row.getString("Environment"),
          row.getString("Team"),
          row.getString("Agent"),
          row.getString("User"),
          row.getString("Tool"),
          row.getString("Arguments"));
    }
  }

  void at(ClickHouse clickHouse, Consumer<Recorded> each) {
    String sql = SQL.formatted(Rows.sql(period.since()), Rows.sql(period.until()));
    try {
      Rows.each(clickHouse, sql, Recorded::of, each);
    } catch (SQLException e) {
      throw unreadable(clickHouse, e);
    }
  }

  private static LogUnreadableException unreadable(ClickHouse at, SQLException e) {
    return String.valueOf(e.getMessage()).contains(DENIED)
        ? new LogUnreadableException(
            "User "
                + at.user()
                + " may not read message_content, where arguments of tools are: run it as"
                + " aiops_read",
            e)
        : Rows.unreadable(at, e);
  }
}
