/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import org.hipparchus.stat.interval.BinomialProportion;

/**
 * How many of how many.
 *
 * @param successes from 0 to {@code n}
 * @param n at least 1: a share of nothing is unknown, not zero
 */
public record Proportion(long successes, long n) {

  /** Throws {@link IllegalArgumentException} for a share of nothing and for more than all. */
  public Proportion {
    if (n < 1 || n > Integer.MAX_VALUE || successes < 0 || successes > n) {
      throw new IllegalArgumentException("not a share: " + successes + " of " + n);
    }
  }

  /** The share, from 0 to 1. */
  public double value() {
    return (double) successes / n;
  }

  /**
   * Wilson's score interval (1927), which holds its level at 0 and at all, too.
   *
   * @param alpha the share of such intervals that may miss, e.g. 0.05
   */
  public Interval interval(double alpha) {
    var wilson =
        BinomialProportion.getWilsonScoreInterval((int) n, value(), 1 - Alpha.check(alpha));
    return new Interval(Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
  }
}
