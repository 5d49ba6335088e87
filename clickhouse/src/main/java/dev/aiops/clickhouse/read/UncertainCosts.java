/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a window whose cost is estimated or unknown, newest first.
 *
 * @param window which
 * @param limit how many at most, the newest
 */
public record UncertainCosts(Window window, int limit) {

  private static final String SQL =
      """
      SELECT
        RunId, toUnixTimestamp64Nano(Timestamp) AS StartedNanos, RequestModel, CostStatus, CostReason, InputTokens, OutputTokens, CostUsd
      FROM llm_calls
      WHERE CostStatus IN ('estimated', 'unpriced') AND %s
      ORDER BY Timestamp DESC, SpanId LIMIT %d
      """;

  /** Newest first. */
  public List<UncertainCall> at(ClickHouse clickHouse) {
    String sql = SQL.formatted(window.where("Timestamp"), limit);
    return Rows.of(clickHouse, sql, UncertainCosts::call, window.parameters());
  }

  private static UncertainCall call(ResultSet row) throws SQLException {
    return new UncertainCall(
        row.getString("RunId"),
        Rows.instant(row.getLong("StartedNanos")),
        row.getString("RequestModel"),
        row.getString("CostStatus"),
        row.getString("CostReason"),
        Rows.optionalLong(row, "InputTokens"),
        Rows.optionalLong(row, "OutputTokens"),
        row.getBigDecimal("CostUsd"));
  }

  /**
   * One call.
   *
   * @param runId its run; empty outside one
   * @param at when it began
   * @param model the model asked for
   * @param status estimated or unpriced
   * @param reason why; may be empty
   * @param inputTokens input tokens; null where unknown
   * @param outputTokens output tokens; null where unknown
   * @param costUsd the estimate; null where unpriced
   */
  public record UncertainCall(
      String runId,
      Instant at,
      String model,
      String status,
      String reason,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable BigDecimal costUsd) {}
}
