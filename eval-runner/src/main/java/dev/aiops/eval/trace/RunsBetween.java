/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The runs that began within a time and are over, oldest first.
 *
 * @param from the first moment
 * @param until the moment after the last
 */
public record RunsBetween(Instant from, Instant until) {

  private static final String SQL =
      """
      SELECT
        RunId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId, Models, Status, ErrorType, ErrorMessage,
        toUnixTimestamp64Nano(StartedAt) AS StartNanos, toUnixTimestamp64Nano(LastSeenAt) AS LastNanos
      FROM runs_since(since = %1$s)
      WHERE StartedAt >= %1$s AND StartedAt < %2$s AND Status NOT IN ('running', 'waiting_approval')
      ORDER BY StartedAt, RunId
      """;

  /** Hands them over one by one; however many there are, one is held. */
  public void at(ClickHouse clickHouse, Consumer<Found> to) {
    String sql = SQL.formatted(Rows.sqlInstant(from), Rows.sqlInstant(until));
    Rows.each(clickHouse, sql, RunsBetween::found, to);
  }

  private static Found found(ResultSet row) throws SQLException {
    RunOutline outline =
        new RunOutline(
            row.getString("RunId"),
            RunHeads.origin(row),
            List.of((String[]) row.getArray("Models").getArray()),
            new Ending(
                row.getString("Status"),
                row.getString("ErrorType"),
                row.getString("ErrorMessage")));
    return new Found(
        outline, Rows.instant(row.getLong("StartNanos")), Rows.instant(row.getLong("LastNanos")));
  }

  /**
   * A run.
   *
   * @param run which
   * @param startedAt when it began
   * @param lastSeenAt when it was last heard of
   */
  public record Found(RunOutline run, Instant startedAt, Instant lastSeenAt) {}
}
