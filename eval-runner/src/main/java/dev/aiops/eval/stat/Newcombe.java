/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

/**
 * The difference of two independent proportions, candidate less reference, by Newcombe's hybrid
 * score interval without continuity correction (Statistics in Medicine 17, 1998, method 10).
 *
 * @param reference what is compared with
 * @param candidate what is compared
 */
public record Newcombe(Proportion reference, Proportion candidate) {
  private static final int BISECTIONS = 100;
  private static final double FARTHEST_Z = 8;

  /** Candidate less reference, from -1 to 1. */
  public double difference() {
    return candidate.value() - reference.value();
  }

  /** The interval of {@link #difference}, {@code alpha} as in {@link Proportion#interval}. */
  public Interval interval(double alpha) {
    Interval before = reference.interval(alpha);
    Interval after = candidate.interval(alpha);
    double below = Math.hypot(candidate.value() - after.low(), before.high() - reference.value());
    double above = Math.hypot(after.high() - candidate.value(), reference.value() - before.low());
    return new Interval(difference() - below, difference() + above);
  }

  /** The smallest alpha whose interval leaves 0 out, not below 1e-15; 1 without a difference. */
  public double p() {
    if (difference() == 0) {
      return 1;
    }
    double inside = FARTHEST_Z;
    double outside = 0;
    for (int i = 0; i < BISECTIONS && inside - outside > 1e-9; i++) {
      double z = (inside + outside) / 2;
      if (interval(StandardNormal.twoSidedTail(z)).contains(0)) {
        inside = z;
      } else {
        outside = z;
      }
    }
    return StandardNormal.twoSidedTail(inside);
  }
}
