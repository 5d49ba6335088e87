/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.ClickHouse;
import java.util.Map;
import java.util.stream.Collectors;

/** How many targets people have labelled by each judge's criterion. */
final class LabelCounts {

  private static final String SQL =
      """
      SELECT Evaluator, uniqExact(TargetKind, RunId, TargetId) AS Targets
      FROM eval_labels
      GROUP BY Evaluator
      SETTINGS max_execution_time = 2
      FORMAT JSONEachRow
      """;

  private LabelCounts() {}

  /** By the judge's name; one of whom none is labelled is not in it. */
  static Map<String, Long> at(ClickHouse at) {
    return JsonRows.of(at, SQL).stream()
        .collect(Collectors.toMap(LabelCounts::evaluator, row -> row.path("Targets").asLong()));
  }

  private static String evaluator(JsonNode row) {
    return row.path("Evaluator").asText();
  }
}
