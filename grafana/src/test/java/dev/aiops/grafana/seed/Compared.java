/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Instant;

/**
 * A comparison that was kept.
 *
 * @param at when
 * @param agent of whose runs
 * @param evaluator by which evaluator
 * @param look which look it is
 * @param verdict what it says
 * @param before share of the reference, of 100 scores
 * @param now that of the candidate, likewise
 */
public record Compared(
    Instant at,
    String agent,
    String evaluator,
    int look,
    String verdict,
    double before,
    double now) {

  /** How far the ends of its interval are from the change. */
  public static final double HALF = 0.125;

  String row() {
    double change = now - before;
    return "("
        + String.join(
            ", ",
            Rows.time(at),
            Rows.text(agent),
            Rows.text(evaluator),
            "'v1', 'from=2026-11-01,until=2026-11-02'",
            Rows.text("look " + look),
            Integer.toString(look),
            "0.05",
            Rows.text(verdict),
            Double.toString(before),
            Double.toString(now),
            Double.toString(change),
            Double.toString(change - HALF),
            Double.toString(change + HALF),
            "0.001, 0.0125, 100, 100, 0, 'two samples'")
        + ")";
  }
}
