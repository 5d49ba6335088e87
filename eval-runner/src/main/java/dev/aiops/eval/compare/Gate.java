/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;

/**
 * What must not become worse.
 *
 * @param evaluator whose scores are compared
 * @param scale what these are
 * @param better which way is good
 * @param margin the smallest change to the worse that matters, in the unit of the scale's effect
 *     and above 0: 0.05 for five points of a rate. A change that large is to be found, a change
 *     known to be smaller passes
 */
public record Gate(String evaluator, Scale scale, Better better, double margin) {

  /** Which way is good. */
  public enum Better {
    /** Larger values are. */
    HIGHER,
    /** Smaller values are. */
    LOWER
  }

  /** Throws {@link IllegalArgumentException} for a margin that is not above 0. */
  public Gate {
    if (!(margin > 0 && Double.isFinite(margin))) {
      throw new IllegalArgumentException(
          "the margin of "
              + evaluator
              + " is not above 0: "
              + margin
              + "; no number of scores shows that nothing changed at all");
    }
  }

  /** The effect turned so that below 0 is worse. */
  double oriented(double effect) {
    return better == Better.HIGHER ? effect : -effect;
  }

  /** The interval of the effect turned alike. */
  Interval oriented(Interval effect) {
    return better == Better.HIGHER ? effect : new Interval(-effect.high(), -effect.low());
  }
}
