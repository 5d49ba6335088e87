/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

/**
 * What a label is about.
 *
 * @param evaluator name of the judge whose criterion it is
 * @param kind run, step (a call of a model) or tool_call
 * @param target the run's id, else that of the span
 */
public record Criterion(String evaluator, String kind, String target) {

  /** The kind of target that is a whole run. */
  public static final String RUN = "run";

  /** Of a whole run. */
  public static Criterion ofRun(String evaluator, String run) {
    return new Criterion(evaluator, RUN, run);
  }

  /** Whether it is of the whole run, and of no part of it. */
  public boolean isOfRun() {
    return kind.equals(RUN);
  }
}
