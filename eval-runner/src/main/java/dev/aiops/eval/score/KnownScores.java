/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.trace.Slice;
import java.util.Set;

/**
 * Which scores of a slice's runs there are, by id: they need not be made again. An evaluator that
 * failed has made none.
 *
 * @param slice the runs
 */
public record KnownScores(Slice slice) {

  private static final String SQL =
      """
      SELECT DISTINCT ScoreId FROM eval_scores WHERE RunId IN %1$s AND RunStartedAt >= %2$s AND RunStartedAt <= %3$s AND Status != 'error'
      """;

  /** Their ids. */
  public Set<String> at(ClickHouse clickHouse) {
    return Set.copyOf(Rows.of(clickHouse, slice.in(SQL), row -> row.getString("ScoreId")));
  }
}
