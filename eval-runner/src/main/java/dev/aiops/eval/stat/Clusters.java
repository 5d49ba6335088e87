/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;

/**
 * Values that belong together in clusters, such as the runs of one conversation. Only clusters are
 * independent of each other, so only whole clusters are drawn.
 *
 * @param sums weighted sum of the values, one a cluster
 * @param weights sum of the weights, one a cluster, each above 0
 */
@SuppressWarnings("ArrayRecordComponent") // 100,000 clusters: read only within this package
public record Clusters(double[] sums, double[] weights) {

  /** Throws {@link IllegalArgumentException} where there is no cluster or one without weight. */
  public Clusters {
    if (sums.length == 0 || sums.length != weights.length) {
      throw new IllegalArgumentException("one sum and one weight for each of one cluster or more");
    }
    if (!Arrays.stream(weights).allMatch(weight -> weight > 0)) {
      throw new IllegalArgumentException("the weight of a cluster is above 0");
    }
  }

  /** Clusters of one value of weight 1 each. */
  public static Clusters ofSingles(double... values) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return new Clusters(values.clone(), ones);
  }

  /** How many there are. */
  public int count() {
    return sums.length;
  }

  /** The weighted mean of all values. */
  public double mean() {
    return Arrays.stream(sums).sum() / Arrays.stream(weights).sum();
  }

  /**
   * The same with two more clusters of mean weight, one at either end of what values can be. Equal
   * values of a small sample then do not pass for certainty (Agresti and Caffo 2000 and Bonett and
   * Price 2012 do so with proportions).
   */
  Clusters withEnds(double low, double high) {
    int n = count();
    double weight = Arrays.stream(weights).average().orElseThrow();
    double[] moreSums = Arrays.copyOf(sums, n + 2);
    double[] moreWeights = Arrays.copyOf(weights, n + 2);
    moreSums[n] = low * weight;
    moreSums[n + 1] = high * weight;
    Arrays.fill(moreWeights, n, n + 2, weight);
    return new Clusters(moreSums, moreWeights);
  }
}
