/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.check.Evaluated;
import dev.aiops.eval.check.JudgeCost;
import dev.aiops.eval.judge.JudgeSettings;
import java.time.Instant;

/** A score as a row of {@code eval_scores}, in JSON. */
final class ScoreRow {

  private static final int MOST_WORDS = 2_000;

  private ScoreRow() {}

  static ObjectNode of(Score score, String batch, Instant at) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("ScoreId", score.id());
    row.put("TargetKind", score.target().kind().text());
    row.put("TargetId", score.target().id());
    RunColumns.put(row, score.target().run());
    row.put("Evaluator", score.definition().name());
    row.put("EvaluatorVersion", score.definition().version());
    row.put("Status", score.status());
    row.put("Score", score.value());
    Boolean passed = score.isPassed();
    row.put("Passed", passed == null ? null : passed ? 1 : 0);
    row.put("Explanation", shortened(score.outcome().why()));
    row.put("SamplingWeight", score.definition().select().sample().weight());
    by(row, score);
    row.put("Revision", score.revision());
    row.put("Batch", batch);
    row.put("Dataset", score.answered().dataset());
    row.put("CaseId", score.answered().id());
    row.put("ScoredAt", Times.text(at));
    return row;
  }

  private static void by(ObjectNode row, Score score) {
    JudgeSettings judge = score.definition().judge();
    Evaluated evaluated = score.evaluated();
    row.put("Source", judge == null ? "code" : "judge");
    row.put("Label", evaluated.label());
    row.put("JudgeModel", judge == null ? "" : judge.model());
    JudgeCost cost = evaluated.cost();
    row.put("JudgeCostUsd", cost.usd());
    row.put("JudgeCostAtMostUsd", cost.usd() == null ? cost.atMostUsd() : null);
    row.put("EvalTraceId", evaluated.traceId());
  }

  private static String shortened(String words) {
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
  }
}
