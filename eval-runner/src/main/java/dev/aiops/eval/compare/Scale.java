/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.stream.Stream;

/** What the values of an evaluator are, which decides how they are compared. */
public sealed interface Scale {

  /** That of scores from 0 to 1: those that are all 0 or 1 are compared as rates. */
  static Scale ofScores(Stream<Scored> scores) {
    boolean binary =
        scores
            .flatMapToDouble(score -> score.value().stream())
            .allMatch(value -> value == 0 || value == 1);
    return binary ? new Binary() : new Bounded(0, 1);
  }

  /** 0 or 1. The effect is the difference of the rates. */
  record Binary() implements Scale {}

  /**
   * Numbers between two ends, such as marks from 1 to 5. The effect is the difference of the means.
   *
   * @param low the least possible value
   * @param high the most, above {@code low}
   */
  record Bounded(double low, double high) implements Scale {

    /** Throws {@link IllegalArgumentException} where there is nothing between the ends. */
    public Bounded {
      if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
        throw new IllegalArgumentException("not a scale: " + low + " to " + high);
      }
    }
  }

  /**
   * Numbers without an end, such as latency, cost or steps. The effect is Cliff's delta, the chance
   * that the candidate's is the larger less the chance that it is the smaller: no outlier rules it.
   */
  record Ordered() implements Scale {}
}
