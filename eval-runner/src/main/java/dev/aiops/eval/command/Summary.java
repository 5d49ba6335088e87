/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of a batch, a line for each evaluator. */
record Summary(String batch) {

  /** What had been scored before is not the batch's own. */
  private static final String SQL =
      """
      SELECT
        Evaluator, toInt64(countIf(Status = 'scored')) AS Scored, toInt64(sumIf(ifNull(Passed, 0), Status = 'scored')) AS Passes,
        toInt64(countIf(Status = 'not_applicable')) AS NotApplicable, toInt64(countIf(Status = 'unknown')) AS Unknowns,
        toInt64(countIf(Status = 'error')) AS Errors
      FROM eval_scores
      WHERE Batch = ?
      GROUP BY Evaluator
      ORDER BY Evaluator
      """;

  String of(ClickHouse at) {
    return Rows.of(at, SQL, Summary::line, batch).stream().collect(Collectors.joining());
  }

  private static String line(ResultSet row) throws SQLException {
    return String.format(
        Locale.ROOT,
        "  %s: %d scored, %d of them passed; %d not applicable, %d unknown, %d errors%n",
        row.getString("Evaluator"),
        row.getLong("Scored"),
        row.getLong("Passes"),
        row.getLong("NotApplicable"),
        row.getLong("Unknowns"),
        row.getLong("Errors"));
  }
}
