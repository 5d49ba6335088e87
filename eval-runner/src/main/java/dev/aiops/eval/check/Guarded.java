/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Failed;

/** A check whose every failure is an outcome: one bad run must not end a batch. */
public record Guarded(Check check) implements Check {

  @Override
  public Outcome on(Target target) {
    return evaluate(target).outcome();
  }

  @Override
  public Evaluated evaluate(Target target) {
    try {
      return check.evaluate(target);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return Evaluated.byCode(new Failed(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
  }
}
