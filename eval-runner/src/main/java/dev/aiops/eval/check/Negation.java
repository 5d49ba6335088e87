/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Scored;

/** Turns a score around. */
final class Negation {

  private Negation() {}

  static Outcome of(Outcome outcome) {
    return outcome instanceof Scored scored
        ? new Scored(1 - scored.score(), "not: " + scored.why())
        : outcome;
  }
}
