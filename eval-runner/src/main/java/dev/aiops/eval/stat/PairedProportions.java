/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * The same items twice, each better, worse or the same the second time.
 *
 * <p>Tests are McNemar's: whether those that changed went both ways alike. The interval is that of
 * Bonett and Price (British Journal of Mathematical and Statistical Psychology 65, 2012), which one
 * more change either way keeps from being empty where nothing changed.
 *
 * @param better items that the candidate did better
 * @param worse items that the candidate did worse
 * @param n all items, at least 1
 */
public record PairedProportions(long better, long worse, long n) {

  /** Throws {@link IllegalArgumentException} where more changed than there are. */
  public PairedProportions {
    if (n < 1 || better < 0 || worse < 0 || better + worse > n || n > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "not a pairing: " + better + " better and " + worse + " worse of " + n);
    }
  }

  /** The share that became better less the share that became worse, from -1 to 1. */
  public double difference() {
    return (double) (better - worse) / n;
  }

  /** The share that changed, from 0 to 1, with one more of either kind among two more items. */
  public double discordant() {
    return (better + worse + 2.0) / (n + 2);
  }

  /** McNemar's exact p, two-sided. It never rejects too often, and too seldom with few changes. */
  public double exactP() {
    return changes() == 0 ? 1 : Math.min(1, 2 * binomial().cumulativeProbability(fewer()));
  }

  /** The same with half of what was observed: close to its level (Fagerland and others, 2013). */
  public double midP() {
    return changes() == 0
        ? 1
        : Math.min(
            1, 2 * binomial().cumulativeProbability(fewer()) - binomial().probability(fewer()));
  }

  /** The interval of {@link #difference}, {@code alpha} as in {@link Proportion#interval}. */
  public Interval interval(double alpha) {
    double centre = (better - worse) / (n + 2.0);
    double half =
        StandardNormal.twoSidedQuantile(alpha)
            * Math.sqrt((discordant() - centre * centre) / (n + 2));
    return new Interval(Math.max(-1, centre - half), Math.min(1, centre + half));
  }

  private int changes() {
    return (int) (better + worse);
  }

  private int fewer() {
    return (int) Math.min(better, worse);
  }

  private BinomialDistribution binomial() {
    return new BinomialDistribution(changes(), 0.5);
  }
}
