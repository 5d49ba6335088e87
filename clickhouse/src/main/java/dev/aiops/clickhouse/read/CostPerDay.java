/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cost per day (UTC) and model, newest day first. Calls that were all answered with errors cost
 * nothing, which is known.
 *
 * @param days how many days, today's included
 */
public record CostPerDay(int days) {

  private static final String SQL =
      """
      SELECT
        toString(Day) AS Day, Provider, RequestModel, sum(c.Calls) AS Calls,
        sumIf(c.Calls, CostStatus = 'unpriced') AS Unpriced, sumIf(c.Calls, CostStatus = 'estimated') AS Estimated,
        if(sum(c.CostUsd) IS NULL AND Unpriced = 0, 0, sum(c.CostUsd)) AS CostUsd,
        sum(c.InputTokens) AS InputTokens, sum(c.OutputTokens) AS OutputTokens
      FROM costs AS c
      WHERE c.Day > today() - ?
      GROUP BY Day, Provider, RequestModel
      ORDER BY Day DESC, CostUsd DESC NULLS LAST, RequestModel
      """;

  /** Fails below 1. */
  public CostPerDay {
    if (days < 1) {
      throw new IllegalArgumentException("days must be >= 1, got " + days);
    }
  }

  /** Newest day first, then dearest model first. */
  public List<DayCost> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, CostPerDay::dayCost, days);
  }

  static DayCost dayCost(ResultSet row) throws SQLException {
    return new DayCost(
        LocalDate.parse(row.getString("Day")),
        row.getString("Provider"),
        row.getString("RequestModel"),
        row.getLong("Calls"),
        row.getBigDecimal("CostUsd"),
        Rows.optionalLong(row, "InputTokens"),
        Rows.optionalLong(row, "OutputTokens"),
        row.getLong("Unpriced"),
        row.getLong("Estimated"));
  }

  /**
   * What one model cost on one day.
   *
   * @param day day, UTC
   * @param provider who served it
   * @param model the model asked for
   * @param calls calls
   * @param costUsd cost of the priced and estimated calls; null where none has a price
   * @param inputTokens input tokens; null where unknown
   * @param outputTokens output tokens; null where unknown
   * @param unpricedCalls calls whose cost is unknown
   * @param estimatedCalls calls whose cost is estimated
   */
  public record DayCost(
      LocalDate day,
      String provider,
      String model,
      long calls,
      @Nullable BigDecimal costUsd,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      long unpricedCalls,
      long estimatedCalls) {}
}
