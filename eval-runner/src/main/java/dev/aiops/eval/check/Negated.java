/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Scored;

/** The opposite of a check. */
record Negated(Check check) implements Check {

  @Override
  public Outcome on(Target target) {
    return negation(check.on(target));
  }

  @Override
  public Evaluated evaluate(Target target) {
    Evaluated evaluated = check.evaluate(target);
    return evaluated.with(negation(evaluated.outcome()));
  }

  private static Outcome negation(Outcome outcome) {
    return outcome instanceof Scored scored
        ? new Scored(1 - scored.score(), "not: " + scored.why())
        : outcome;
  }
}
