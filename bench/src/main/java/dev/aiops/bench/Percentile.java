/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Arrays;

/** Percentiles by nearest rank, without interpolation: each is a value that was measured. */
final class Percentile {
  private Percentile() {}

  /**
   * The smallest value that at least {@code percent} % of the values do not exceed.
   *
   * @throws IllegalArgumentException where there is no value
   */
  static double of(double[] values, double percent) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to take a percentile of");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }
}
