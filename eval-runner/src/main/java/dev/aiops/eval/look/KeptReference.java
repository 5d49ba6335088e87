/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.definition.RunFilter;
import java.util.Optional;

/**
 * The runs that a version of an evaluator is compared with, where no definition names them: the
 * first that were kept as such.
 */
record KeptReference(String evaluator, String version) {

  private static final String SQL =
      """
      SELECT Candidate
      FROM eval_comparisons
      WHERE Evaluator = ? AND EvaluatorVersion = ? AND Verdict = 'REFERENCE'
      ORDER BY At, BatchId
      LIMIT 1
      """;

  Optional<RunFilter> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, row -> row.getString("Candidate"), evaluator, version).stream()
        .map(RunFilter::of)
        .findFirst();
  }
}
