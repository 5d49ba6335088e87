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
 * What the judges of a batch have cost. A judgement whose cost nobody was told, as after a
 * time-out, counts with the most that it can have cost: a budget that holds for that holds.
 *
 * @param evaluator name of the definition
 * @param usd at most, of those of which that much is known
 * @param bounded judgements of which only the most is known
 * @param unbounded judgements of which not even that is known
 */
record JudgeSpending(String evaluator, BigDecimal usd, long bounded, long unbounded) {

  private static final String SQL =
      """
      SELECT
        Evaluator, sum(ifNull(JudgeCostUsd, JudgeCostAtMostUsd)) AS Usd,
        toInt64(countIf(JudgeCostUsd IS NULL AND JudgeCostAtMostUsd IS NOT NULL)) AS Bounded,
        toInt64(countIf(JudgeCostUsd IS NULL AND JudgeCostAtMostUsd IS NULL)) AS Unbounded
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
        row.getString("Evaluator"),
        usd == null ? BigDecimal.ZERO : usd,
        row.getLong("Bounded"),
        row.getLong("Unbounded"));
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
    if (unbounded > 0) {
      return Optional.of(
          "what %s has cost is not known, of %d judgements, so budget_usd cannot be kept: its model has no price; name one that has, or leave budget_usd out"
              .formatted(evaluator, unbounded));
    }
    return usd.compareTo(budget) < 0
        ? Optional.empty()
        : Optional.of(
            "%s %s $%s of its budget_usd of $%s%s: a new batch goes on with the runs that are left"
                .formatted(
                    evaluator,
                    bounded == 0 ? "has cost" : "may have cost",
                    plain(usd),
                    plain(budget),
                    bounded == 0 ? "" : unanswered()));
  }

  private String unanswered() {
    return ", as %d judgements, which timed out or did not say, count with the most they can have cost"
        .formatted(bounded);
  }

  private static String plain(BigDecimal usd) {
    return usd.stripTrailingZeros().toPlainString();
  }
}
