/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The model calls of a slice's runs, in the order in which they began. */
record ModelCalls(Slice slice) {

  /** A call that bills nothing used nothing, and embeddings put nothing out. */
  private static final String SQL =
      """
      SELECT
        RunId, SpanId, toUnixTimestamp64Nano(Timestamp) AS StartNanos, toInt64(Duration) AS Nanos,
        Provider, RequestModel,
        if(CostStatus = 'unbilled', toDecimal64(0, 9), CostUsd) AS Cost,
        toInt64(if(CostStatus = 'unbilled', ifNull(InputTokens, 0), InputTokens)) AS Input_Tokens,
        toInt64(if(CostStatus = 'unbilled' OR Operation = 'embeddings', ifNull(OutputTokens, 0), OutputTokens)) AS Output_Tokens,
        Outcome, ErrorType, ErrorMessage
      FROM llm_calls
      WHERE RunId IN %1$s AND Timestamp >= %2$s AND Timestamp <= %3$s
      ORDER BY Timestamp, SpanId
      """;

  List<OfRun<ModelCall>> at(Connection connection, Contents contents) {
    return Rows.of(connection, slice.in(SQL), row -> call(row, contents));
  }

  private static OfRun<ModelCall> call(ResultSet row, Contents contents) throws SQLException {
    String span = row.getString("SpanId");
    ModelCall call =
        new ModelCall(
            span,
            Rows.instant(row.getLong("StartNanos")),
            Duration.ofNanos(row.getLong("Nanos")),
            row.getString("Provider"),
            row.getString("RequestModel"),
            usage(row),
            ending(row),
            contents.of(span, "input.messages"),
            contents.of(span, "output.messages"));
    return new OfRun<>(row.getString("RunId"), call);
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getBigDecimal("Cost"),
        Rows.optionalLong(row, "Input_Tokens"),
        Rows.optionalLong(row, "Output_Tokens"));
  }

  static Ending ending(ResultSet row) throws SQLException {
    return new Ending(
        row.getString("Outcome"), row.getString("ErrorType"), row.getString("ErrorMessage"));
  }
}
