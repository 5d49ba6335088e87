/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Sample.Target;
import dev.aiops.clickhouse.ClickHouse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What judges have judged in the last 30 days and nobody has labelled, in the order in which
 * eval-runner's table for it has them.
 */
final class UnlabelledTargets {

  /** Of each judge. */
  static final int MOST = 20;

  private static final String SQL =
      """
      SELECT Evaluator, TargetKind, RunId, TargetId
      FROM eval_scores
      WHERE Source = 'judge' AND Dataset = '' AND Label IN ('pass', 'fail') AND ScoredAt >= now() - INTERVAL 30 DAY
        AND (Evaluator, TargetKind, RunId, TargetId) NOT IN (SELECT Evaluator, TargetKind, RunId, TargetId FROM eval_labels)
      GROUP BY Evaluator, TargetKind, RunId, TargetId
      ORDER BY Evaluator, sipHash64(RunId, TargetId)
      LIMIT %d BY Evaluator
      LIMIT 2000
      SETTINGS max_execution_time = 4
      FORMAT JSONEachRow
      """;

  private UnlabelledTargets() {}

  /** By the judge's name; one of whom nothing is left is not in it. */
  static Map<String, List<Target>> at(ClickHouse at) {
    return JsonRows.of(at, SQL.formatted(MOST)).stream()
        .map(UnlabelledTargets::target)
        .collect(Collectors.groupingBy(target -> target.about().evaluator()));
  }

  private static Target target(JsonNode row) {
    Criterion about =
        new Criterion(
            row.path("Evaluator").asText(),
            row.path("TargetKind").asText(),
            row.path("TargetId").asText());
    return new Target(about, row.path("RunId").asText());
  }
}
