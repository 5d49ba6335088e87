/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Optional;

/**
 * Cohen's kappa: how far two raters agree beyond what their habits alone would give.
 *
 * @param value 1 for all, 0 for chance, below 0 for less than chance
 * @param standardError for large samples (Fleiss, Cohen and Everitt 1969)
 */
public record Kappa(double value, double standardError) {

  /**
   * Of a square table of counts: rows the labels of one rater, columns those of the other, in the
   * same order. Empty where both gave one and the same label only, which tells nothing.
   */
  public static Optional<Kappa> of(long[][] counts) {
    Agreement table = Agreement.of(counts);
    double expected = table.expected();
    if (expected >= 1) {
      return Optional.empty();
    }
    double kappa = (table.observed() - expected) / (1 - expected);
    double variance = table.variance(kappa) / (table.n() * (1 - expected) * (1 - expected));
    return Optional.of(new Kappa(kappa, Math.sqrt(Math.max(0, variance))));
  }

  /** The interval, within -1 and 1; {@code alpha} as in {@link Proportion#interval}. */
  public Interval interval(double alpha) {
    double half = StandardNormal.twoSidedQuantile(alpha) * standardError;
    return new Interval(Math.max(-1, value - half), Math.min(1, value + half));
  }
}
