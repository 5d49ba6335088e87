/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Writes scores, exactly once.
 *
 * @param insert to where
 * @param clock what time it is
 */
public record ScoreWriter(TokenInsert insert, Clock clock) {

  private static final String TABLE = "eval_scores";

  /**
   * Writes scores that belong together; does nothing without any.
   *
   * @param token of these and no others
   * @param batch the batch they were made in; empty after the run
   */
  public void write(List<Score> scores, String token, String batch) {
    Instant now = clock.instant();
    List<ObjectNode> rows = scores.stream().map(score -> ScoreRow.of(score, batch, now)).toList();
    insert.add(TABLE, token, rows);
  }

  /** Whether scores were written under a token. */
  public boolean has(String token) {
    return insert.has(TABLE, token);
  }
}
