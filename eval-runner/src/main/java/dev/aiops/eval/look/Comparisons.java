/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.compare.Report;
import dev.aiops.eval.score.TokenInsert;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Keeps comparisons, each once.
 *
 * @param insert to where
 * @param clock what time it is
 */
public record Comparisons(TokenInsert insert, Clock clock) {

  private static final String TABLE = "eval_comparisons";

  /**
   * Keeps what was found of each evaluator.
   *
   * @param agent the agents whose runs were compared, for a reader; empty for all
   * @param token of this comparison and no other
   */
  public void keep(Report report, String agent, String token) {
    Instant now = clock.instant();
    List<ObjectNode> rows =
        report.lines().stream().map(line -> ComparisonRow.of(report, line, agent, now)).toList();
    insert.add(TABLE, token, rows);
  }

  /** Keeps that a candidate, compared with itself, is what later ones are compared with. */
  void keepAsReference(Report withItself, String agent, String token) {
    insert.add(TABLE, token, List.of(ComparisonRow.reference(withItself, agent, clock.instant())));
  }

  /** Whether a comparison was kept under a token. */
  boolean isKept(String token) {
    return insert.has(TABLE, token);
  }
}
