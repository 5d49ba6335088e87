/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.judge.Label;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What people say by an evaluator's criterion: of each person and target the last.
 *
 * @param evaluator its name
 */
public record LabelsOf(String evaluator) {

  private static final String SQL =
      """
      SELECT Evaluator, TargetKind, RunId, TargetId, Label, Reason, `By` AS Person, toUnixTimestamp64Milli(At) AS Millis
      FROM eval_labels
      WHERE Evaluator = ?
      ORDER BY At DESC, BatchId DESC
      LIMIT 1 BY TargetKind, RunId, TargetId, `By`
      """;

  /** The newest first. */
  public List<HumanLabel> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, LabelsOf::label, evaluator);
  }

  private static HumanLabel label(ResultSet row) throws SQLException {
    return new HumanLabel(
        row.getString("Evaluator"),
        row.getString("TargetKind"),
        row.getString("RunId"),
        row.getString("TargetId"),
        Label.of(row.getString("Label")).orElse(Label.UNKNOWN),
        row.getString("Reason"),
        row.getString("Person"),
        Instant.ofEpochMilli(row.getLong("Millis")));
  }
}
