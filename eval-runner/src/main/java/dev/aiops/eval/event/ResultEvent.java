/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A score that somebody else sent as an event.
 *
 * @param at when it happened
 * @param traceId trace of what was scored; empty where it does not say
 * @param spanId its span; likewise
 * @param runId its run; likewise
 * @param evaluator what scored it, by name
 * @param by scope that sent it, and its version
 * @param value as it was sent; empty without one
 * @param label as it was sent; empty without one
 * @param explanation likewise
 * @param error error.type; empty without an error
 */
record ResultEvent(
    Instant at,
    String traceId,
    String spanId,
    String runId,
    String evaluator,
    String by,
    String value,
    String label,
    String explanation,
    String error) {

  private static final String SQL =
      """
      SELECT
        toUnixTimestamp64Nano(Timestamp) AS Nanos, TraceId, SpanId, RunId,
        LogAttributes['gen_ai.evaluation.name'] AS Evaluator, concat(ScopeName, '@', ScopeVersion) AS Sender,
        LogAttributes['gen_ai.evaluation.score.value'] AS Value, LogAttributes['gen_ai.evaluation.score.label'] AS Word,
        LogAttributes['gen_ai.evaluation.explanation'] AS Why, LogAttributes['error.type'] AS Error
      FROM otel_logs
      WHERE EventName = 'gen_ai.evaluation.result' AND ScopeName != '%s' AND IngestedAt >= %s AND IngestedAt < %s
      ORDER BY Timestamp, TraceId, SpanId, Evaluator, Value
      SETTINGS optimize_functions_to_subcolumns = 0 -- the grant is of the column, not of each key in it
      """;

  /** Those of others that came in during a minute, in the same order each time. */
  static List<ResultEvent> during(Instant minute, ClickHouse at) {
    String sql =
        SQL.formatted(
            ResultEvents.SCOPE,
            Rows.sqlInstant(minute),
            Rows.sqlInstant(minute.plus(Duration.ofMinutes(1))));
    return Rows.of(at, sql, ResultEvent::event);
  }

  /** What it is about, as narrow as it says. */
  String place() {
    return runId.isEmpty() ? (spanId.isEmpty() ? traceId : spanId) : runId;
  }

  private static ResultEvent event(ResultSet row) throws SQLException {
    return new ResultEvent(
        Rows.instant(row.getLong("Nanos")),
        row.getString("TraceId"),
        row.getString("SpanId"),
        row.getString("RunId"),
        row.getString("Evaluator"),
        row.getString("Sender"),
        row.getString("Value"),
        row.getString("Word"),
        row.getString("Why"),
        row.getString("Error"));
  }
}
