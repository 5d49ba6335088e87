/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws whole clusters with replacement to learn how far a mean may be off. The same seed gives the
 * same figures.
 *
 * <p>Its time has a bound: above {@value #MOST_UNITS} clusters, clusters are first put together at
 * random into that many groups of the same number, and groups are drawn. The spread of the mean
 * stays what it was; it is then known to within one percent.
 */
public final class ClusterBootstrap {
  private static final int MOST_UNITS = 10_000;
  private static final int REPLICATES = 1_999;

  private final SplittableRandom random;

  /** Starts from {@code seed}. */
  public ClusterBootstrap(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * The mean of {@code clusters} with its spread.
   *
   * @param low the least that a value can be
   * @param high the most that a value can be
   */
  public Bootstrapped mean(Clusters clusters, double low, double high) {
    Clusters units = grouped(clusters.withEnds(low, high));
    double centre = units.mean();
    double[] shifts = new double[REPLICATES];
    for (int i = 0; i < REPLICATES; i++) {
      shifts[i] = drawnMean(units) - centre;
    }
    return new Bootstrapped(clusters.mean(), shifts);
  }

  /** The mean of what each item changed by; values from {@code low} to {@code high}. */
  public Bootstrapped meanDifference(Clusters differences, double low, double high) {
    return mean(differences, low - high, high - low);
  }

  private double drawnMean(Clusters units) {
    int n = units.count();
    double[] sums = units.sums();
    double[] weights = units.weights();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < n; i++) {
      int drawn = random.nextInt(n);
      sum += sums[drawn];
      weight += weights[drawn];
    }
    return sum / weight;
  }

  private Clusters grouped(Clusters clusters) {
    int n = clusters.count();
    if (n <= MOST_UNITS) {
      return clusters;
    }
    int[] order = shuffled(n);
    double[] sums = new double[MOST_UNITS];
    double[] weights = new double[MOST_UNITS];
    for (int i = 0; i < n; i++) {
      sums[i % MOST_UNITS] += clusters.sums()[order[i]];
      weights[i % MOST_UNITS] += clusters.weights()[order[i]];
    }
    return new Clusters(sums, weights);
  }

  private int[] shuffled(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
