/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

/**
 * How many observations find a difference of a given size by a two-sided test. All figures are
 * rounded up.
 *
 * @param alpha the test's level, e.g. 0.05
 * @param power the chance to find the difference where it exists, e.g. 0.8
 */
public record SampleSize(double alpha, double power) {
  private static final double RESERVE = 1.15;

  /** Throws {@link IllegalArgumentException} for a level or a chance not between 0 and 1. */
  public SampleSize {
    Alpha.check(alpha);
    if (!(power >= 0.5 && power < 1)) {
      throw new IllegalArgumentException("power is from 0.5 to below 1: " + power);
    }
  }

  /**
   * Of the candidate, for independent proportions (Fleiss, without continuity correction).
   *
   * @param reference the proportion now, from 0 to 1
   * @param candidate the other one that must be told from it
   * @param ratio how many observations the reference has for each one of the candidate
   */
  public long independent(double reference, double candidate, double ratio) {
    double pooled = (candidate + ratio * reference) / (1 + ratio);
    double before = variance(reference) / ratio;
    double after = variance(candidate);
    double deviations =
        level() * Math.sqrt((1 + 1 / ratio) * variance(pooled))
            + chance() * Math.sqrt(before + after);
    return upwards(square(deviations / (candidate - reference)));
  }

  /**
   * Pairs, for McNemar's test (Miettinen 1968 in its usual form).
   *
   * @param discordant the share of pairs that change, above {@code difference}
   * @param difference the net change that must be found
   */
  public long paired(double discordant, double difference) {
    double deviations =
        level() * Math.sqrt(discordant)
            + chance() * Math.sqrt(Math.max(0, discordant - difference * difference));
    return upwards(square(deviations / difference));
  }

  /**
   * Of whatever {@code standardError} was learnt from {@code n} of, for it shrinks by the root; and
   * 15 % more, for what has changed often spreads more than what the error was learnt from.
   *
   * @param difference what must be found, in the unit of {@code standardError}
   */
  public long scaled(long n, double standardError, double difference) {
    return upwards(RESERVE * n * square((level() + chance()) * standardError / difference));
  }

  /** The chance that {@code n} observations of each of two proportions tell them apart. */
  public static double powerOfIndependent(
      double reference, double candidate, long n, double alpha) {
    double pooled = (reference + candidate) / 2;
    double underNone = StandardNormal.twoSidedQuantile(alpha) * Math.sqrt(2 * variance(pooled));
    double distance = Math.abs(reference - candidate) * Math.sqrt((double) n);
    return StandardNormal.below(
        (distance - underNone) / Math.sqrt(variance(reference) + variance(candidate)));
  }

  private double level() {
    return StandardNormal.twoSidedQuantile(alpha);
  }

  private double chance() {
    return StandardNormal.quantile(power);
  }

  private static double variance(double proportion) {
    return proportion * (1 - proportion);
  }

  private static double square(double value) {
    return value * value;
  }

  private static long upwards(double n) {
    if (Double.isNaN(n) || Double.isInfinite(n)) {
      throw new IllegalArgumentException("no number of observations finds a difference of 0");
    }
    return (long) Math.ceil(n);
  }
}
