/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.CostPerDay.DayCost;
import java.util.List;

/**
 * Cost per day (UTC) and model of exactly the calls of a window, as their spans have it. {@link
 * CostPerDay} is of whole days and goes on where spans are no longer kept.
 *
 * @param window which calls
 */
public record CostIn(Window window) {

  private static final String SQL =
      """
      SELECT
        toString(toDate(c.Timestamp, 'UTC')) AS Day, c.Provider AS Provider, c.RequestModel AS RequestModel, toInt64(count()) AS Calls,
        toInt64(countIf(c.CostStatus = 'unpriced')) AS Unpriced, toInt64(countIf(c.CostStatus = 'estimated')) AS Estimated,
        if(sum(c.CostUsd) IS NULL AND Unpriced = 0, 0, sum(c.CostUsd)) AS CostUsd,
        sum(c.InputTokens) AS InputTokens, sum(c.OutputTokens) AS OutputTokens
      FROM llm_calls AS c
      WHERE %s
      GROUP BY Day, Provider, RequestModel
      ORDER BY Day DESC, CostUsd DESC NULLS LAST, RequestModel
      """;

  /** Newest day first, then dearest model first. */
  public List<DayCost> at(ClickHouse clickHouse) {
    String sql = SQL.formatted(window.where("c.Timestamp"));
    return Rows.of(clickHouse, sql, CostPerDay::dayCost, window.parameters());
  }
}
