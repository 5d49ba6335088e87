/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

/** An evaluator: says of a target how good it is. It changes nothing; only a judge asks anybody. */
@FunctionalInterface
public interface Check {

  /**
   * Says it. What it throws counts as an outcome, too: {@link Outcome.Failed}, by {@link Guarded}.
   */
  Outcome on(Target target);

  /** Says it, with what that took; code takes nothing. */
  default Evaluated evaluate(Target target) {
    return Evaluated.byCode(on(target));
  }

  /** The opposite: a score becomes 1 minus it; where there is none, there is none. */
  default Check negated() {
    return new Negated(this);
  }
}
