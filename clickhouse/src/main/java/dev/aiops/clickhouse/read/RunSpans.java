/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one run, of all its services and traces, oldest first.
 *
 * @param runId the whole id
 */
public record RunSpans(String runId) {

  private static final String SQL =
      """
      SELECT
        SpanId, ParentSpanId, SpanName, ServiceName, Operation, toUnixTimestamp64Nano(Timestamp) AS StartedNanos, Duration,
        Failed, Outcome, ErrorType, StatusMessage, InputTokens, OutputTokens, CacheReadTokens, t.CostUsd AS CostUsd, t.CostStatus AS CostStatus,
        FallbackFromModel, SpanAttributes['aiops.fallback.from.error'] AS FallbackFromError,
        arrayStringConcat(arrayMap(
          (name, at, a) -> concat(
            a['aiops.attempt.number'], '\\t', a['http.response.status_code'], '\\t', a['error.type'], '\\t',
            a['aiops.attempt.wait_ms'], '\\t', a['aiops.attempt.duration_ms']),
          arrayFilter((name, n) -> n = 'aiops.attempt', Events.Name, Events.Name) AS names,
          arrayFilter((at, n) -> n = 'aiops.attempt', Events.Timestamp, Events.Name),
          arrayFilter((a, n) -> n = 'aiops.attempt', Events.Attributes, Events.Name)), '\\n') AS AttemptLines
      FROM otel_traces AS t
      WHERE RunId = ?
      ORDER BY Timestamp, SpanId
      """;

  /** Oldest first. */
  public List<RunSpan> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, RunSpans::span, runId);
  }

  private static RunSpan span(ResultSet row) throws SQLException {
    return new RunSpan(
        row.getString("SpanId"),
        row.getString("ParentSpanId"),
        row.getString("SpanName"),
        row.getString("ServiceName"),
        row.getString("Operation"),
        Rows.instant(row.getLong("StartedNanos")),
        Duration.ofNanos(row.getLong("Duration")),
        row.getInt("Failed") == 1,
        row.getString("Outcome"),
        (row.getString("ErrorType") + " " + row.getString("StatusMessage")).strip(),
        Rows.optionalLong(row, "InputTokens"),
        Rows.optionalLong(row, "OutputTokens"),
        Rows.optionalLong(row, "CacheReadTokens"),
        row.getBigDecimal("CostUsd"),
        row.getString("CostStatus"),
        (row.getString("FallbackFromModel") + " " + row.getString("FallbackFromError")).strip(),
        attempts(row.getString("AttemptLines")));
  }

  private static List<Attempt> attempts(String lines) {
    List<Attempt> attempts = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      String[] parts = line.split("\t", 5);
      attempts.add(new Attempt(parts[0], parts[1], parts[2], parts[3], parts[4]));
    }
    return attempts;
  }
}
