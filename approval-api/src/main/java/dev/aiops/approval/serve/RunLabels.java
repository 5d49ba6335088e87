/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.label.Criterion;
import dev.aiops.approval.label.Label;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Instant;
import java.util.List;

/**
 * What people say of a run: of each person and target the last.
 *
 * @param where which labels, as a condition
 */
record RunLabels(String where) {

  static final int MOST = 1_000;

  private static final String SQL =
      """
      SELECT Evaluator, TargetKind, TargetId, Label, Reason, `By` AS Person, toUnixTimestamp64Milli(At) AS Said, Source
      FROM eval_labels
      WHERE %s
      ORDER BY At DESC, BatchId DESC
      LIMIT 1 BY Evaluator, TargetKind, TargetId, Person
      LIMIT %d
      SETTINGS max_execution_time = 2
      FORMAT JSONEachRow
      """;

  /**
   * Of one run.
   *
   * @param run letters, digits and dashes only
   */
  static RunLabels ofRun(String run) {
    return new RunLabels("RunId = '" + run + "'");
  }

  /**
   * That of one insert.
   *
   * @param token letters, digits and colons only
   */
  static RunLabels ofInsert(String token) {
    return new RunLabels("BatchId = '" + token + "'");
  }

  /** The newest first. */
  List<Label> at(ClickHouse at) {
    return JsonRows.of(at, SQL.formatted(where, MOST)).stream().map(RunLabels::label).toList();
  }

  private static Label label(JsonNode row) {
    return new Label(
        new Criterion(
            row.path("Evaluator").asText(),
            row.path("TargetKind").asText(),
            row.path("TargetId").asText()),
        row.path("Label").asText(),
        row.path("Reason").asText(),
        row.path("Person").asText(),
        Instant.ofEpochMilli(row.path("Said").asLong()),
        row.path("Source").asText());
  }
}
