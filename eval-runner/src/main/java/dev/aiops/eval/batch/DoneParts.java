/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.util.Set;

/** The parts of a batch whose scores are there, by the tokens they were written under. */
final class DoneParts {

  private static final String SQL =
      """
      SELECT DISTINCT BatchId FROM eval_scores WHERE Batch = ?
      """;

  private DoneParts() {}

  static Set<String> of(String batch, ClickHouse at) {
    return Set.copyOf(Rows.of(at, SQL, row -> row.getString("BatchId"), batch));
  }
}
