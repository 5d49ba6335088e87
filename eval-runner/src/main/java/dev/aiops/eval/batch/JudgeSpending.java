/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What the judges of a batch have cost.
 *
 * @param evaluator name of the definition
 * @param usd of those that are known
 * @param unpriced judgements whose cost is not known
 */
record JudgeSpending(String evaluator, BigDecimal usd, long unpriced) {

  private static final String SQL =
      """
      SELECT Evaluator, sum(JudgeCostUsd) AS Usd, toInt64(countIf(JudgeCostUsd IS NULL)) AS Unpriced
      FROM eval_scores
      WHERE Batch = ?
      GROUP BY Evaluator
      """;

  static List<JudgeSpending> of(String batch, ClickHouse at) {
    return Rows.of(at, SQL, JudgeSpending::spending, batch);
  }

  private static JudgeSpending spending(ResultSet row) throws SQLException {
    BigDecimal usd = row.getBigDecimal("Usd");
    return new JudgeSpending(
        row.getString("Evaluator"), usd == null ? BigDecimal.ZERO : usd, row.getLong("Unpriced"));
  }

  /** Why a batch must stop, if a definition has used up what it may spend. */
  static Optional<String> usedUp(String batch, Definitions definitions, ClickHouse at) {
    if (definitions.all().stream().allMatch(definition -> definition.budgetUsd() == null)) {
      return Optional.empty();
    }
    List<JudgeSpending> spent = of(batch, at);
    return definitions.all().stream()
        .flatMap(definition -> spent.stream().flatMap(one -> one.reason(definition).stream()))
        .findFirst();
  }

  private Optional<String> reason(Definition definition) {
    BigDecimal budget = definition.budgetUsd();
    if (budget == null || !definition.name().equals(evaluator)) {
      return Optional.empty();
    }
    if (unpriced > 0) {
      return Optional.of(
          "what %s has cost is not known, of %d judgements, so budget_usd cannot be kept: a request timed out, or its model has no price"
              .formatted(evaluator, unpriced));
    }
    return usd.compareTo(budget) < 0
        ? Optional.empty()
        : Optional.of(
            "%s has cost $%s of its budget_usd of $%s: a new batch goes on with the runs that are left"
                .formatted(evaluator, plain(usd), plain(budget)));
  }

  private static String plain(BigDecimal usd) {
    return usd.stripTrailingZeros().toPlainString();
  }
}
