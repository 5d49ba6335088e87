/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.label;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.definition.Hash;
import dev.aiops.eval.judge.Label;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.score.TokenInsert;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds labels to {@code eval_labels}; none is ever changed.
 *
 * @param insert to where
 */
public record Labels(TokenInsert insert) {

  /** How they came; those that people give at the page of a run say so, too. */
  private static final String CSV = "csv";

  /** Adds them; the very same ones again are not added twice. */
  public void add(List<HumanLabel> labels) {
    List<ObjectNode> rows = labels.stream().map(Labels::row).toList();
    String all = rows.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    insert.add("eval_labels", "labels:" + Hash.hex(all), rows);
  }

  private static ObjectNode row(HumanLabel label) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("RunId", label.run());
    row.put("TargetKind", label.targetKind());
    row.put("TargetId", label.target());
    row.put("Evaluator", label.evaluator());
    row.put("Label", label.label().text());
    row.put("Value", label.label() == Label.UNKNOWN ? null : label.label() == Label.PASS ? 1 : 0);
    row.put("Reason", label.reason());
    row.put("By", label.by());
    row.put("At", Times.text(label.at()));
    row.put("Source", CSV);
    return row;
  }
}
