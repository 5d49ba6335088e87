/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a judge and people say of the same targets, counted. Of several people more than half
 * decide.
 *
 * @param evaluator name of the judge
 */
record JudgedTargets(String evaluator) {

  /**
   * Targets of which both say the same two things.
   *
   * @param version the evaluator's version
   * @param model the model that judges
   * @param newest when the last of them was judged
   * @param judge pass, fail, or anything else where it did not decide
   * @param people pass, fail, undecided; empty where nobody has labelled
   * @param targets how many
   */
  record Count(
      String version, String model, Instant newest, String judge, String people, long targets) {}

  private static final String SQL =
      """
      SELECT
        s.Version AS Judge, any(s.JudgeModel) AS Model, toUnixTimestamp64Milli(max(s.ScoredAt)) AS NewestMillis, s.Said AS Said,
        l.Truth AS People, toInt64(count()) AS Targets
      FROM (
        SELECT TargetKind, RunId, TargetId, EvaluatorVersion AS Version, JudgeModel, ScoredAt, Label AS Said
        FROM scores
        WHERE Evaluator = ? AND Source = 'judge'
      ) AS s
      LEFT JOIN (
        SELECT
          TargetKind, RunId, TargetId,
          multiIf(countIf(Word = 'pass') > countIf(Word = 'fail'), 'pass', countIf(Word = 'fail') > countIf(Word = 'pass'), 'fail', 'undecided') AS Truth
        FROM (
          SELECT TargetKind, RunId, TargetId, `By` AS Person, argMax(Label, (At, BatchId)) AS Word
          FROM eval_labels
          WHERE Evaluator = ?
          GROUP BY TargetKind, RunId, TargetId, Person
        )
        GROUP BY TargetKind, RunId, TargetId
      ) AS l ON l.TargetKind = s.TargetKind AND l.RunId = s.RunId AND l.TargetId = s.TargetId
      GROUP BY Judge, Said, People
      """;

  List<Count> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, JudgedTargets::count, evaluator, evaluator);
  }

  private static Count count(ResultSet row) throws SQLException {
    return new Count(
        row.getString("Judge"),
        row.getString("Model"),
        Instant.ofEpochMilli(row.getLong("NewestMillis")),
        row.getString("Said"),
        row.getString("People"),
        row.getLong("Targets"));
  }
}
