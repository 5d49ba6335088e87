/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.trace.ToolCall.Approval;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tool calls of a slice's runs, in the order in which they began. */
record ToolCalls(Slice slice) {

  private static final String SQL =
      """
      SELECT
        RunId, SpanId, toUnixTimestamp64Nano(Timestamp) AS StartNanos, toInt64(Duration) AS Nanos,
        ToolName, Outcome, ErrorType, StatusMessage AS ErrorMessage, SpanAttributes['aiops.approval.id'] AS ApprovalId
      FROM otel_traces
      WHERE Operation = 'execute_tool' AND RunId IN %1$s AND Timestamp >= %2$s AND Timestamp <= %3$s
      ORDER BY Timestamp, SpanId
      """;

  List<OfRun<ToolCall>> at(Connection connection, Contents contents) {
    List<OfRun<Row>> rows = Rows.of(connection, slice.in(SQL), ToolCalls::row);
    Set<String> consumed = ConsumedApprovals.among(approvals(rows), connection);
    return rows.stream()
        .map(row -> new OfRun<>(row.run(), row.value().call(contents, consumed)))
        .toList();
  }

  private static List<String> approvals(List<OfRun<Row>> rows) {
    return rows.stream()
        .map(row -> row.value().approval())
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  private static OfRun<Row> row(ResultSet row) throws SQLException {
    ToolCall call =
        new ToolCall(
            row.getString("SpanId"),
            Rows.instant(row.getLong("StartNanos")),
            Duration.ofNanos(row.getLong("Nanos")),
            row.getString("ToolName"),
            ModelCalls.ending(row),
            null,
            null,
            null);
    return new OfRun<>(row.getString("RunId"), new Row(call, row.getString("ApprovalId")));
  }

  /** A call before its contents and its approval are known. */
  private record Row(ToolCall bare, String approval) {

    ToolCall call(Contents contents, Set<String> consumed) {
      return new ToolCall(
          bare.spanId(),
          bare.startedAt(),
          bare.duration(),
          bare.name(),
          bare.ending(),
          contents.of(bare.spanId(), "tool.arguments"),
          contents.of(bare.spanId(), "tool.result"),
          approval(consumed));
    }

    private @Nullable Approval approval(Set<String> consumed) {
      return approval.isEmpty() ? null : new Approval(approval, consumed.contains(approval));
    }
  }
}
