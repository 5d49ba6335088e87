/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * An estimate and how far its replicates lay from their centre. Estimates of independent samples
 * are added and subtracted replicate by replicate.
 */
public final class Bootstrapped {
  private static final double TAIL = 0.025;

  private final double value;
  private final double[] shifts;
  private final double below;
  private final double above;

  Bootstrapped(double value, double[] shifts) {
    this.value = value;
    this.shifts = shifts;
    double[] sorted = shifts.clone();
    Arrays.sort(sorted);
    this.below = sorted[(int) (TAIL * sorted.length)];
    this.above = sorted[sorted.length - 1 - (int) (TAIL * sorted.length)];
  }

  /** The estimate. */
  public double value() {
    return value;
  }

  /** This estimate less an independent one. */
  public Bootstrapped minus(Bootstrapped other) {
    return combined(value - other.value, i -> shifts[i] - other.shifts[i]);
  }

  /** This estimate and an independent one together. */
  public Bootstrapped plus(Bootstrapped other) {
    return combined(value + other.value, i -> shifts[i] + other.shifts[i]);
  }

  /** This estimate {@code factor} times. */
  public Bootstrapped times(double factor) {
    return combined(value * factor, i -> shifts[i] * factor);
  }

  /**
   * The percentile interval, moved to the estimate. Ends beyond 95 %, which the replicates are too
   * few to tell, are those of 95 % carried on by the normal law.
   *
   * @param alpha as in {@link Proportion#interval}
   */
  public Interval interval(double alpha) {
    double scale = StandardNormal.twoSidedQuantile(alpha) / StandardNormal.twoSidedQuantile(0.05);
    return new Interval(value + Math.min(0, below) * scale, value + Math.max(0, above) * scale);
  }

  /** The smallest alpha whose interval leaves 0 out; 1 where the estimate is 0. */
  public double p() {
    double towardsZero = Math.abs(value > 0 ? below : above);
    return value == 0
        ? 1
        : StandardNormal.twoSidedTail(
            Math.abs(value) * StandardNormal.twoSidedQuantile(0.05) / towardsZero);
  }

  private Bootstrapped combined(double sum, IntToDoubleFunction shift) {
    double[] shifted = new double[shifts.length];
    Arrays.setAll(shifted, shift);
    return new Bootstrapped(sum, shifted);
  }
}
