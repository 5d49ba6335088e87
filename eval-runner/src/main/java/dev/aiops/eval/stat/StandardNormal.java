/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** The normal law of mean 0 and deviation 1. */
public final class StandardNormal {
  private static final NormalDistribution LAW = new NormalDistribution(0, 1);

  private StandardNormal() {}

  /** The z that {@code alpha} of the law lies beyond on both sides together: 1.96 for 0.05. */
  public static double twoSidedQuantile(double alpha) {
    return -LAW.inverseCumulativeProbability(Alpha.check(alpha) / 2);
  }

  /** The z that a share {@code probability} of the law lies below: 0.84 for 0.8. */
  static double quantile(double probability) {
    return LAW.inverseCumulativeProbability(probability);
  }

  /** The share of the law below {@code z}. */
  static double below(double z) {
    return LAW.cumulativeProbability(z);
  }

  /** The share of the law that is as far from 0 as {@code z} or farther, on both sides. */
  public static double twoSidedTail(double z) {
    return 2 * LAW.cumulativeProbability(-Math.abs(z));
  }
}
