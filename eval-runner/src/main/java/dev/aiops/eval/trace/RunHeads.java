/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of a slice, oldest first, without their calls. */
record RunHeads(Slice slice) {

  private static final String SQL =
      """
      SELECT
        RunId, TraceId, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId, Models, Status, ErrorType, ErrorMessage,
        toUnixTimestamp64Nano(StartedAt) AS StartNanos,
        toUnixTimestamp64Nano(EndedAt) AS EndNanos,
        Spans > 0 AS HasSpans,
        Input, Output
      FROM runs_since(since = %2$s)
      WHERE RunId IN %1$s AND StartedAt <= %3$s
      ORDER BY StartedAt, RunId
      """;

  List<RunHead> at(Connection connection) {
    return Rows.of(connection, slice.in(SQL), RunHeads::head);
  }

  private static RunHead head(ResultSet row) throws SQLException {
    return new RunHead(
        row.getString("RunId"),
        row.getString("TraceId"),
        origin(row),
        List.of((String[]) row.getArray("Models").getArray()),
        new Ending(
            row.getString("Status"), row.getString("ErrorType"), row.getString("ErrorMessage")),
        Rows.instant(row.getLong("StartNanos")),
        end(Rows.optionalLong(row, "EndNanos")),
        row.getBoolean("HasSpans"),
        text(row.getString("Input")),
        text(row.getString("Output")));
  }

  static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        row.getString("ServiceName"),
        row.getString("Environment"),
        row.getString("Team"),
        row.getString("AgentName"),
        row.getString("AgentVersion"),
        row.getString("UserId"),
        row.getString("ConversationId"));
  }

  private static @Nullable Instant end(@Nullable Long nanos) {
    return nanos == null ? null : Rows.instant(nanos);
  }

  /** Empty is how the log says that there is none. */
  private static @Nullable Content text(String text) {
    return text.isEmpty() ? null : Content.whole(text);
  }
}
