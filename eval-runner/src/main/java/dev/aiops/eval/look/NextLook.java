/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;

/**
 * Which look at a reference is the next, from 1. One that was refused has tested nothing and counts
 * as none.
 *
 * @param evaluator whose scores are looked at
 * @param reference the runs that are compared with, as they were written
 */
public record NextLook(String evaluator, String reference) {

  private static final String SQL =
      """
      SELECT toInt32(maxIf(Look, Verdict IN ('PASS', 'REGRESSION', 'INCONCLUSIVE'))) AS Newest
      FROM eval_comparisons
      WHERE Evaluator = ? AND Reference = ?
      """;

  /** By the comparisons that are kept. */
  public int at(ClickHouse clickHouse) {
    return 1 + Rows.of(clickHouse, SQL, row -> row.getInt("Newest"), evaluator, reference).get(0);
  }
}
