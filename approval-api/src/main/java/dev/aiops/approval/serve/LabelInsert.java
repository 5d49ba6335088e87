/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.Verdict;
import dev.aiops.clickhouse.ClickHouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds a label exactly once. Its token is the row's {@code BatchId}: the same again is dropped, and
 * the row is read back. One that is not there after two inserts means that the server kept the
 * token and lost the row; then it goes under another one.
 */
record LabelInsert(ClickHouse at) {

  /** A kill burns at most one token; more than a few in a row are no accident. */
  private static final int MOST_BURNT = 4;

  private static final int SENT_TWICE = 2;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "async_insert", "0",
          "insert_deduplicate", "1",
          "date_time_input_format", "best_effort",
          "max_execution_time", "5");

  /** As it is kept: with the time of the first that came under the token. */
  Label add(String run, Label label, String token) {
    for (int burnt = 0; burnt < MOST_BURNT; burnt++) {
      String name = burnt == 0 ? token : token + ":" + burnt;
      Optional<Label> kept = kept(run, label, name);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    throw new IllegalStateException(
        at + " takes inserts into eval_labels and shows none of them: is it one server?");
  }

  private Optional<Label> kept(String run, Label label, String token) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("insert_deduplication_token", token);
    String sql = "INSERT INTO eval_labels FORMAT JSONEachRow\n" + row(run, label, token);
    List<Label> found = List.of();
    for (int sent = 0; sent < SENT_TWICE && found.isEmpty(); sent++) {
      at.execute(sql, settings);
      found = RunLabels.ofInsert(token).at(at);
    }
    return found.stream().findFirst();
  }

  private static ObjectNode row(String run, Label label, String token) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("RunId", run);
    row.put("TargetKind", label.about().kind());
    row.put("TargetId", label.about().target());
    row.put("Evaluator", label.about().evaluator());
    row.put("Label", label.verdict());
    row.set("Value", value(label.verdict()));
    row.put("Reason", label.reason());
    row.put("By", label.by());
    row.put("At", label.at().toString());
    row.put("Source", label.source());
    row.put("BatchId", token);
    return row;
  }

  /** None where the person cannot tell: that is no 0. */
  private static JsonNode value(String verdict) {
    return verdict.equals(Verdict.UNKNOWN.text())
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.numberNode(verdict.equals(Verdict.PASS.text()) ? 1 : 0);
  }
}
