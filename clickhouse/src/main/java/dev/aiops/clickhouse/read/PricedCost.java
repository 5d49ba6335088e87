/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;

/**
 * What the calls of a window cost whose usage the provider reported and whose price is known: the
 * sum that a provider's bill must equal.
 *
 * @param window which
 */
public record PricedCost(Window window) {

  private static final String SQL =
      """
      SELECT toInt64(count()) AS Calls, toDecimal128(ifNull(sum(c.CostUsd), 0), 9) AS CostUsd
      FROM llm_calls AS c
      WHERE c.CostStatus = 'priced' AND %s
      """;

  /** One sum; zero of no calls. */
  public Sum at(ClickHouse clickHouse) {
    String sql = SQL.formatted(window.where("c.Timestamp"));
    return Rows.of(
            clickHouse,
            sql,
            row -> new Sum(row.getLong("Calls"), row.getBigDecimal("CostUsd")),
            window.parameters())
        .get(0);
  }

  /**
   * What it comes to.
   *
   * @param calls how many calls
   * @param costUsd what they cost
   */
  public record Sum(long calls, BigDecimal costUsd) {}
}
