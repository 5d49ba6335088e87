/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Instant;

/**
 * What a person says of a run that was scored.
 *
 * @param score the score
 * @param by the person
 * @param label pass, fail or unknown
 * @param at when
 */
public record Labelled(Score score, String by, String label, Instant at) {

  String row() {
    return "("
        + String.join(
            ", ",
            Rows.text(score.run()),
            "'run'",
            Rows.text(score.run()),
            Rows.text(score.evaluator()),
            Rows.text(label),
            label.equals("unknown") ? "NULL" : (label.equals("pass") ? "1" : "0"),
            Rows.text(by),
            Rows.time(at))
        + ")";
  }
}
