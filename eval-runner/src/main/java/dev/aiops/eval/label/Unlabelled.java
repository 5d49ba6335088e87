/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.util.List;

/**
 * Targets that a judge has judged and nobody has labelled, as they come by a hash: a sample of all,
 * whatever the judge said of them, or the figures made of it would not hold for all.
 *
 * @param evaluator name of the judge
 * @param most how many at most
 */
public record Unlabelled(String evaluator, int most) {

  /**
   * A target.
   *
   * @param evaluator name of the judge
   * @param kind run, step or tool_call
   * @param run the run
   * @param id the run's id, else that of the span
   */
  public record Target(String evaluator, String kind, String run, String id) {}

  private static final String SQL =
      """
      SELECT DISTINCT Evaluator, TargetKind, RunId, TargetId
      FROM scores
      WHERE Evaluator = ? AND Source = 'judge' AND Label IN ('pass', 'fail')
        AND (TargetKind, RunId, TargetId) NOT IN (SELECT TargetKind, RunId, TargetId FROM eval_labels WHERE Evaluator = ?)
      ORDER BY sipHash64(RunId, TargetId)
      LIMIT ?
      """;

  /** In the order of the hash. */
  public List<Target> at(ClickHouse clickHouse) {
    return Rows.of(
        clickHouse,
        SQL,
        row ->
            new Target(
                row.getString("Evaluator"),
                row.getString("TargetKind"),
                row.getString("RunId"),
                row.getString("TargetId")),
        evaluator,
        evaluator,
        most);
  }
}
