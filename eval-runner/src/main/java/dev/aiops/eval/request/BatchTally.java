/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a batch has come to.
 *
 * @param scored targets that have a score
 * @param unknown targets of which too little was recorded, or that a judge could not tell
 * @param errors targets whose evaluation failed
 * @param usd what its judges have cost, as far as that is known
 * @param unpriced judgements whose cost is not known
 * @param mostUsd the same, with the most that those of an unknown cost can have cost
 * @param unbounded judgements of which not even that is known
 */
record BatchTally(
    long scored,
    long unknown,
    long errors,
    BigDecimal usd,
    long unpriced,
    BigDecimal mostUsd,
    long unbounded) {

  static final BatchTally NONE = new BatchTally(0, 0, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0);

  private static final String SQL =
      """
      SELECT
        toInt64(countIf(Status = 'scored')) AS Scored, toInt64(countIf(Status = 'unknown')) AS Unknowns,
        toInt64(countIf(Status = 'error')) AS Errors, sum(JudgeCostUsd) AS Usd,
        toInt64(countIf(JudgeCostUsd IS NULL)) AS Unpriced,
        sum(ifNull(JudgeCostUsd, JudgeCostAtMostUsd)) AS MostUsd,
        toInt64(countIf(JudgeCostUsd IS NULL AND JudgeCostAtMostUsd IS NULL)) AS Unbounded
      FROM eval_scores
      WHERE Batch = ?
      """;

  static BatchTally of(String batch, ClickHouse at) {
    return Rows.of(at, SQL, BatchTally::tally, batch).stream().findFirst().orElse(NONE);
  }

  private static BatchTally tally(ResultSet row) throws SQLException {
    return new BatchTally(
        row.getLong("Scored"),
        row.getLong("Unknowns"),
        row.getLong("Errors"),
        usd(row, "Usd"),
        row.getLong("Unpriced"),
        usd(row, "MostUsd"),
        row.getLong("Unbounded"));
  }

  private static BigDecimal usd(ResultSet row, String column) throws SQLException {
    BigDecimal usd = row.getBigDecimal(column);
    return usd == null ? BigDecimal.ZERO : usd;
  }
}
