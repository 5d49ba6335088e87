/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.ClickHouse;
import java.util.List;

/**
 * Who has judged in the last 30 days, by name.
 *
 * @param where what was judged, as a condition
 */
record RecentJudges(String where) {

  /** Those that judge whole runs. */
  static final RecentJudges OF_RUNS = new RecentJudges("TargetKind = 'run'");

  /** All. */
  static final RecentJudges ALL = new RecentJudges("1");

  private static final int MOST = 100;

  private static final String SQL =
      """
      SELECT Evaluator
      FROM eval_scores
      WHERE Source = 'judge' AND Dataset = '' AND ScoredAt >= now() - INTERVAL 30 DAY AND %s
      GROUP BY Evaluator
      ORDER BY Evaluator LIMIT %d
      SETTINGS max_execution_time = 2
      """;

  List<String> at(ClickHouse at) {
    return at.ask(SQL.formatted(where, MOST)).lines().map(Tsv::text).toList();
  }
}
