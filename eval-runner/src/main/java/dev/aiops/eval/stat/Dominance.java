/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;
import org.hipparchus.stat.inference.MannWhitneyUTest;

/**
 * Which of two samples holds the larger values, whatever their distribution: for latency, cost and
 * counts, whose mean a few outliers rule.
 *
 * <p>The effect is Cliff's delta, the chance that a value of the candidate is above one of the
 * reference less the chance that it is below; ties count for neither.
 */
public final class Dominance {
  private final double delta;
  private final double variance;
  private final int smaller;

  private Dominance(double delta, double variance, int smaller) {
    this.delta = delta;
    this.variance = variance;
    this.smaller = smaller;
  }

  /** Compares two samples of two values or more each, in any order; infinite ones may be among. */
  public static Dominance of(double[] reference, double[] candidate) {
    double[] before = sorted(reference);
    double[] after = sorted(candidate);
    double[] ofAfter = shares(after, before);
    double[] ofBefore = shares(before, after);
    double delta = Arrays.stream(ofAfter).average().orElseThrow();
    return new Dominance(
        delta,
        variance(delta, ofAfter, ofBefore, ties(after, before)),
        Math.min(before.length, after.length));
  }

  /**
   * The two-sided p of Mann and Whitney's test by its normal approximation, corrected for ties and
   * for continuity. 1 where all values are the same.
   */
  public static double mannWhitneyP(double[] reference, double[] candidate) {
    double p = new MannWhitneyUTest().mannWhitneyUTest(reference, candidate, false);
    return Double.isNaN(p) ? 1 : p;
  }

  /** Cliff's delta, from -1 (all of the candidate are below) to 1 (all are above). */
  public double delta() {
    return delta;
  }

  /** The chance that the candidate's value is the larger one, a tie counting half. */
  public double superiority() {
    return (1 + delta) / 2;
  }

  /** The variance of {@link #delta}, consistent where the samples differ in shape (Cliff 1996). */
  public double variance() {
    return variance;
  }

  /**
   * Cliff's interval of {@link #delta}, not symmetric, within -1 and 1 (Feng and Cliff 2004).
   *
   * @param alpha as in {@link Proportion#interval}
   */
  public Interval interval(double alpha) {
    double z = StandardNormal.twoSidedQuantile(alpha);
    if (Math.abs(delta) == 1) {
      return separated(z * z);
    }
    double rest = 1 - delta * delta;
    double spread = z * z * variance;
    double half = z * Math.sqrt(variance * (rest * rest + spread));
    return new Interval(
        Math.max(-1, (delta * rest - half) / (rest + spread)),
        Math.min(1, (delta * rest + half) / (rest + spread)));
  }

  /** No value overlaps, so there is no variance: as if the smaller sample were a proportion. */
  private Interval separated(double zSquared) {
    double inner = (smaller - zSquared) / (smaller + zSquared);
    return delta > 0 ? new Interval(inner, 1) : new Interval(-1, -inner);
  }

  private static double[] sorted(double[] values) {
    if (values.length < 2 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("two samples of two numbers or more are compared");
    }
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** For each value, the share of others below it less the share above it. */
  private static double[] shares(double[] values, double[] others) {
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = below(others, values[i]);
      int above = others.length - notAbove(others, values[i]);
      shares[i] = (double) (below - above) / others.length;
    }
    return shares;
  }

  private static double ties(double[] values, double[] others) {
    double ties = 0;
    for (double value : values) {
      ties += notAbove(others, value) - below(others, value);
    }
    return ties;
  }

  private static double variance(double delta, double[] after, double[] before, double ties) {
    double n = after.length;
    double m = before.length;
    double ofAfter = m * m * squares(after, delta);
    double ofBefore = n * n * squares(before, -delta);
    double ofPairs = n * m - ties - n * m * delta * delta;
    double unbiased = (ofAfter + ofBefore - ofPairs) / (n * m * (n - 1) * (m - 1));
    return Math.max(unbiased, (1 - delta * delta) / (n * m - 1));
  }

  private static double squares(double[] values, double centre) {
    double sum = 0;
    for (double value : values) {
      sum += (value - centre) * (value - centre);
    }
    return sum;
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int notAbove(double[] sorted, double value) {
    return value == Double.POSITIVE_INFINITY ? sorted.length : below(sorted, Math.nextUp(value));
  }
}
