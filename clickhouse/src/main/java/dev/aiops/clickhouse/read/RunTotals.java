/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a window in numbers, one row a status.
 *
 * @param window which
 */
public record RunTotals(Window window) {

  private static final String SQL =
      """
      SELECT
        r.Status AS Status, toInt64(count()) AS Runs, sum(r.ModelCalls) AS ModelCalls, sum(r.ToolCalls) AS ToolCalls, sum(r.Retries) AS Retries,
        sum(r.Fallbacks) AS Fallbacks, sum(r.InputTokens) AS InputTokens, sum(r.OutputTokens) AS OutputTokens, sum(r.CostUsd) AS CostUsd,
        sum(r.UnpricedCalls) AS UnpricedCalls, sum(r.EstimatedCalls) AS EstimatedCalls
      FROM runs_since(since = %s) AS r
      WHERE %s
      GROUP BY Status
      ORDER BY Runs DESC, Status
      """;

  /** Most frequent status first. */
  public List<StatusTotals> at(ClickHouse clickHouse) {
    String since = Rows.sqlInstant(window.since().minus(RunsIn.LONGEST_RUN));
    String sql = SQL.formatted(since, window.where("StartedAt"));
    return Rows.of(clickHouse, sql, RunTotals::totals, window.parameters());
  }

  private static StatusTotals totals(ResultSet row) throws SQLException {
    return new StatusTotals(
        row.getString("Status"),
        row.getLong("Runs"),
        row.getLong("ModelCalls"),
        row.getLong("ToolCalls"),
        row.getLong("Retries"),
        row.getLong("Fallbacks"),
        Rows.optionalLong(row, "InputTokens"),
        Rows.optionalLong(row, "OutputTokens"),
        row.getBigDecimal("CostUsd"),
        row.getLong("UnpricedCalls"),
        row.getLong("EstimatedCalls"));
  }

  /**
   * The runs of one status.
   *
   * @param status as {@link RunSummary#status()}
   * @param runs how many
   * @param modelCalls calls of models
   * @param toolCalls calls of tools
   * @param retries HTTP attempts after the first
   * @param fallbacks calls that stand in for a failed one
   * @param inputTokens input tokens; null where unknown
   * @param outputTokens output tokens; null where unknown
   * @param costUsd cost of the priced and estimated calls; null where none has a price
   * @param unpricedCalls calls whose cost is unknown
   * @param estimatedCalls calls whose cost is estimated
   */
  public record StatusTotals(
      String status,
      long runs,
      long modelCalls,
      long toolCalls,
      long retries,
      long fallbacks,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable BigDecimal costUsd,
      long unpricedCalls,
      long estimatedCalls) {}
}
