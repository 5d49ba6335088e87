/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.definition.Definition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What a judge has cost for each run so far; nothing is known of one that has not judged. */
record PastCost(Definition definition) {

  private static final int NANO = 9;

  private static final String SQL =
      """
      SELECT sum(JudgeCostUsd) AS Usd, toInt64(uniqExact(RunId)) AS Runs
      FROM eval_scores
      WHERE Evaluator = ? AND EvaluatorVersion = ? AND JudgeCostUsd > 0
      HAVING Runs > 0
      """;

  /** What it may cost for so many runs, in USD; 0 of code. */
  Optional<BigDecimal> of(long runs, ClickHouse at) {
    if (definition.judge() == null || runs == 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    return Rows.of(
            at,
            SQL,
            row ->
                row.getBigDecimal("Usd")
                    .multiply(BigDecimal.valueOf(runs))
                    .divide(BigDecimal.valueOf(row.getLong("Runs")), NANO, RoundingMode.UP),
            definition.name(),
            definition.version())
        .stream()
        .findFirst();
  }
}
