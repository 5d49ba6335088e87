/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import dev.aiops.clickhouse.ClickHouse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * The model calls of a slice, in the order of time and, where they began in the same nanosecond, of
 * trace and span.
 */
record RecordedCalls(Slice slice) {

  // Reasons are of two kinds of writers: the agent's names, and the texts of view
  // model_calls_priced.
  private static final String SQL =
      """
      SELECT
        toUnixTimestamp64Nano(c.Timestamp) AS At,
        c.RunId AS Run, c.ServiceName AS Service, c.AgentName AS Agent, c.Team AS Team, c.Environment AS Environment,
        c.UserId AS User, c.RequestModel AS Model,
        concat(toString(c.ServiceName), '/', s.Instance) AS Process,
        multiIf(
          c.Outcome = 'refused' AND ifNull(c.Attempts, 0) = 0, 'REFUSED',
          c.CostStatus = 'unbilled', 'UNBILLED',
          c.CostUsd >= 0, if(c.CostStatus = 'estimated', 'ESTIMATED', 'PRICED'),
          c.CostUsd IS NOT NULL OR c.CostReason IN (
            'no_usage', 'invalid_usage', 'unpriced_usage', 'overflow',
            'no usage was reported', 'the usage is above what is believed', 'the model has no price for what was used',
            'the cost is above what is believed'), 'UNKNOWN_COST',
          'UNKNOWN_PRICE') AS Status,
        multiIf(Status IN ('PRICED', 'ESTIMATED'), c.CostUsd, Status = 'UNBILLED', toDecimal64(0, 9), NULL) AS Cost,
        s.SetAside AS SetAside,
        if(c.InputTokens > 1000000000000, NULL, toInt64(c.InputTokens)) AS Input,
        multiIf(
          c.OutputTokens > 1000000000000, NULL,
          c.Operation = 'embeddings', toInt64(ifNull(c.OutputTokens, 0)),
          toInt64(c.OutputTokens)) AS Output
      FROM llm_calls AS c
      ANY LEFT JOIN (
        SELECT
          TraceId, SpanId, ResourceAttributes['service.instance.id'] AS Instance,
          if(SpanAttributes['aiops.budget.charge'] = 'full', toDecimal64OrNull(SpanAttributes['aiops.budget.charged'], 9), NULL) AS SetAside
        FROM otel_traces
        WHERE IsModelCall = 1 AND Timestamp >= %1$s AND Timestamp < %2$s
      ) AS s ON s.TraceId = c.TraceId AND s.SpanId = c.SpanId
      WHERE c.Timestamp >= %1$s AND c.Timestamp < %2$s
      ORDER BY c.Timestamp, c.TraceId, c.SpanId
      """;

  void at(ClickHouse clickHouse, Consumer<Call> to) {
    try {
      Rows.each(
          clickHouse,
          SQL.formatted(Rows.sql(slice.from()), Rows.sql(slice.to())),
          RecordedCalls::call,
          to);
    } catch (SQLException e) {
      throw Rows.unreadable(clickHouse, e);
    }
  }

  private static Call call(ResultSet row) throws SQLException {
    return new Call(
        Rows.instant(row, "At"),
        row.getString("Run"),
        row.getString("Process"),
        new Caller(
            row.getString("Service"),
            row.getString("Agent"),
            row.getString("Team"),
            row.getString("Environment"),
            row.getString("User"),
            row.getString("Model")),
        bill(row));
  }

  private static Bill bill(ResultSet row) throws SQLException {
    return new Bill(
        Bill.Status.valueOf(row.getString("Status")),
        Rows.nanos(row, "Cost"),
        Rows.nanos(row, "SetAside"),
        Rows.number(row, "Input"),
        Rows.number(row, "Output"));
  }
}
