/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

/** What came of an evaluation: a score, or the reason why there is none. The four never mix. */
public sealed interface Outcome {

  /** Why, in words for people. */
  String why();

  /**
   * It was scored.
   *
   * @param score 0 (worst) to 1 (best)
   */
  record Scored(double score, String why) implements Outcome {

    /** Fails on a score outside 0 to 1. */
    public Scored {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("a score must be from 0 to 1, got " + score);
      }
    }
  }

  /** There was nothing of the kind that is evaluated. */
  record NotApplicable(String why) implements Outcome {}

  /** What is needed was not recorded, or a judge could not tell. */
  record Unknown(String why) implements Outcome {}

  /** The evaluator itself failed. */
  record Failed(String why) implements Outcome {}

  /** A 1 where it holds, else a 0. */
  static Outcome of(boolean holds, String why) {
    return new Scored(holds ? 1 : 0, why);
  }
}
