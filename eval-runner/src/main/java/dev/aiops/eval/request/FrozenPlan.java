/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was counted when a batch was planned.
 *
 * @param runs how many were selected
 * @param estimatedCostUsd what judging them may cost; null where that is not known
 */
record FrozenPlan(long runs, @Nullable BigDecimal estimatedCostUsd) {

  private static final String SQL =
      """
      SELECT toInt64(Runs) AS Selected, EstimatedCostUsd AS Usd FROM eval_batches WHERE Batch = ? AND Kind = 'planned'
      """;

  static FrozenPlan of(String batch, ClickHouse at) {
    return Rows.of(
            at,
            SQL,
            row -> new FrozenPlan(row.getLong("Selected"), row.getBigDecimal("Usd")),
            batch)
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("batch " + batch + " was not planned"));
  }
}
