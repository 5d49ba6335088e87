/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the view {@code runs} has it.
 *
 * @param id the run's id
 * @param status ok, error, running, waiting_approval, lost or cancelled
 * @param startedAt when it began
 * @param duration how long it took, or since when it is seen
 * @param service service.name
 * @param agent the agent; may be empty
 * @param models models asked for
 * @param spans spans it has
 * @param modelCalls calls of models
 * @param toolCalls calls of tools
 * @param retries HTTP attempts after the first, over all model calls
 * @param fallbacks calls that stand in for a failed one
 * @param inputTokens input tokens; null where unknown
 * @param outputTokens output tokens; null where unknown
 * @param costUsd cost of the priced and estimated calls; null where none has a price
 * @param unpricedCalls calls whose cost is unknown
 * @param estimatedCalls calls whose cost is estimated
 * @param error type and message of the error; empty without one
 * @param failingSpanId the span it failed in; empty without one
 * @param input what it was asked; may be empty
 * @param output what it answered; may be empty
 */
public record RunSummary(
    String id,
    String status,
    Instant startedAt,
    Duration duration,
    String service,
    String agent,
    List<String> models,
    long spans,
    long modelCalls,
    long toolCalls,
    long retries,
    long fallbacks,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable BigDecimal costUsd,
    long unpricedCalls,
    long estimatedCalls,
    String error,
    String failingSpanId,
    String input,
    String output) {

  /** What to select from {@code runs} or {@code runs_since}. */
  static final String COLUMNS =
      """
      RunId, Status, toUnixTimestamp64Nano(StartedAt) AS StartedNanos, DurationMs, ServiceName, AgentName,
      arrayStringConcat(Models, '\\n') AS ModelLines, Spans, ModelCalls, ToolCalls, Retries, Fallbacks, InputTokens, OutputTokens,
      CostUsd, UnpricedCalls, EstimatedCalls, trimBoth(concat(ErrorType, ' ', ErrorMessage)) AS Error, FailingSpanId, Input, Output
      """;

  static RunSummary of(ResultSet row) throws SQLException {
    return new RunSummary(
        row.getString("RunId"),
        row.getString("Status"),
        Rows.instant(row.getLong("StartedNanos")),
        Duration.ofNanos((long) (row.getDouble("DurationMs") * 1e6)),
        row.getString("ServiceName"),
        row.getString("AgentName"),
        row.getString("ModelLines").lines().toList(),
        row.getLong("Spans"),
        row.getLong("ModelCalls"),
        row.getLong("ToolCalls"),
        row.getLong("Retries"),
        row.getLong("Fallbacks"),
        Rows.optionalLong(row, "InputTokens"),
        Rows.optionalLong(row, "OutputTokens"),
        row.getBigDecimal("CostUsd"),
        row.getLong("UnpricedCalls"),
        row.getLong("EstimatedCalls"),
        row.getString("Error"),
        row.getString("FailingSpanId"),
        row.getString("Input"),
        row.getString("Output"));
  }
}
