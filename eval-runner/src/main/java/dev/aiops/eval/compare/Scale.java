/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

/** What the values of an evaluator are, which decides how they are compared. */
public sealed interface Scale {

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
