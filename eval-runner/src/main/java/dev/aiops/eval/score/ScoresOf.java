/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The scores that hold, of an evaluator's runs that began within a time.
 *
 * @param evaluator its name; all its versions
 * @param from the first moment
 * @param until the moment after the last
 * @param dataset of an experiment, as {@code support@3}; empty for traffic
 */
public record ScoresOf(String evaluator, Instant from, Instant until, String dataset) {

  private static final String SQL =
      """
      SELECT
        TargetId, RunId, toUnixTimestamp64Nano(RunStartedAt) AS StartNanos, ServiceName, AgentName, AgentVersion,
        Models[1] AS Model, ConversationId, Evaluator, EvaluatorVersion, Status, Score, SamplingWeight, CaseId
      FROM eval_scores
      WHERE Evaluator = ? AND Dataset = ? AND RunStartedAt >= %s AND RunStartedAt < %s
      ORDER BY Revision DESC, Status = 'error', ScoredAt
      LIMIT 1 BY EvaluatorVersion, Source, TargetKind, RunId, TargetId
      """;

  /** In no order that means anything. */
  public List<RecordedScore> at(ClickHouse clickHouse) {
    String sql = SQL.formatted(Rows.sqlInstant(from), Rows.sqlInstant(until));
    return Rows.of(clickHouse, sql, ScoresOf::score, evaluator, dataset);
  }

  private static RecordedScore score(ResultSet row) throws SQLException {
    double value = row.getDouble("Score");
    boolean isNull = row.wasNull();
    return new RecordedScore(
        row.getString("TargetId"),
        row.getString("RunId"),
        Rows.instant(row.getLong("StartNanos")),
        row.getString("ServiceName"),
        row.getString("AgentName"),
        row.getString("AgentVersion"),
        row.getString("Model"),
        row.getString("ConversationId"),
        row.getString("Evaluator"),
        row.getString("EvaluatorVersion"),
        row.getString("Status"),
        isNull ? null : value,
        row.getDouble("SamplingWeight"),
        row.getString("CaseId"));
  }
}
