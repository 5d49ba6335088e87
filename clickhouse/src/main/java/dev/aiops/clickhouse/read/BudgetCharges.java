/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the calls of a window were charged to one budget.
 *
 * @param window which
 * @param budget its name
 */
public record BudgetCharges(Window window, String budget) {

  private static final String SQL =
      """
      SELECT
        toInt64(countIf(Charge = 'actual')) AS ActualCalls, sumIf(ChargedUsd, Charge = 'actual') AS ActualUsd,
        toInt64(count()) AS Calls, sum(ChargedUsd) AS Usd
      FROM (
        SELECT
          SpanAttributes['aiops.budget.charge'] AS Charge,
          ifNull(toDecimal128OrNull(SpanAttributes['aiops.budget.charged'], 9), toDecimal128(0, 9)) AS ChargedUsd
        FROM otel_traces
        WHERE IsModelCall = 1 AND %s AND arrayExists(
          id -> splitByChar(':', id)[1] = ?, JSONExtract(SpanAttributes['aiops.budget.leases'], 'Array(String)'))
      )
      WHERE Charge != 'none'
      """;

  /** Sums; zero of no calls. */
  public Charges at(ClickHouse clickHouse) {
    String sql = SQL.formatted(window.where("Timestamp"));
    Object[] parameters = {window.service(), window.service(), budget};
    return Rows.of(clickHouse, sql, BudgetCharges::charges, parameters).get(0);
  }

  private static Charges charges(ResultSet row) throws SQLException {
    return new Charges(
        row.getLong("ActualCalls"),
        row.getBigDecimal("ActualUsd"),
        row.getLong("Calls"),
        row.getBigDecimal("Usd"));
  }

  /**
   * What they come to.
   *
   * @param actualCalls calls that were charged what they cost, as the provider reported their usage
   * @param actualUsd what these were charged
   * @param calls calls that were charged anything, those in full included
   * @param usd what these were charged
   */
  public record Charges(long actualCalls, BigDecimal actualUsd, long calls, BigDecimal usd) {}
}
