/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Score;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Instant;
import java.util.List;

/**
 * The scores of a run that hold, as view {@code scores} says which do: of a view all scores would
 * be read, and of the table those of the run are.
 *
 * @param run letters, digits and dashes only
 */
record RunScores(String run) {

  static final int MOST = 500;

  private static final String SQL =
      """
      SELECT s.Evaluator AS Evaluator, s.TargetKind AS TargetKind, s.TargetId AS TargetId, p.SpanName AS Span, s.EvaluatorVersion AS Version,
        s.Source AS Source, s.Status AS Status, s.Score AS Score, s.Passed AS Passed, s.Label AS Label, s.Explanation AS Explanation,
        s.JudgeModel AS Model, toUnixTimestamp64Milli(s.ScoredAt) AS Scored
      FROM (
        SELECT * FROM eval_scores
        WHERE RunId = '%1$s' AND Dataset = ''
        ORDER BY Revision DESC, Status = 'error', ScoredAt
        LIMIT 1 BY Evaluator, EvaluatorVersion, Source, TargetKind, TargetId
      ) AS s
      LEFT JOIN (SELECT SpanId, any(SpanName) AS SpanName FROM otel_traces WHERE RunId = '%1$s' GROUP BY SpanId) AS p ON p.SpanId = s.TargetId
      ORDER BY Evaluator, Scored DESC, TargetKind, TargetId LIMIT %2$d
      SETTINGS max_execution_time = 2
      FORMAT JSONEachRow
      """;

  /** By evaluator, the newest first. */
  List<Score> at(ClickHouse at) {
    return JsonRows.of(at, SQL.formatted(run, MOST)).stream().map(RunScores::score).toList();
  }

  private static Score score(JsonNode row) {
    JsonNode value = row.path("Score");
    JsonNode passed = row.path("Passed");
    return new Score(
        new Criterion(
            row.path("Evaluator").asText(),
            row.path("TargetKind").asText(),
            row.path("TargetId").asText()),
        row.path("Span").asText(),
        row.path("Version").asText(),
        row.path("Source").asText(),
        row.path("Status").asText(),
        value.isNull() ? null : value.asDouble(),
        passed.isNull() ? null : passed.asInt() == 1,
        row.path("Label").asText(),
        row.path("Explanation").asText(),
        row.path("Model").asText(),
        Instant.ofEpochMilli(row.path("Scored").asLong()));
  }
}
