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
    try {
      return check.on(target);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return new Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
