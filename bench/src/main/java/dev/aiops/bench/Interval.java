/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * An estimate and the interval that holds 95 % of its bootstrap: the rounds of a measurement are
 * drawn again with replacement, so the interval shows how far the rounds disagree.
 */
record Interval(double low, double estimate, double high) {
  private static final int DRAWS = 4_000;
  private static final long SEED = 20261124;

  /** The mean of one figure per round. */
  static Interval ofMean(double[] rounds) {
    Random random = new Random(SEED);
    double[] means = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      means[i] = drawnMean(rounds, random);
    }
    return new Interval(
        Percentile.of(means, 2.5),
        Arrays.stream(rounds).average().orElseThrow(),
        Percentile.of(means, 97.5));
  }

  private static double drawnMean(double[] rounds, Random random) {
    double sum = 0;
    for (int i = 0; i < rounds.length; i++) {
      sum += rounds[random.nextInt(rounds.length)];
    }
    return sum / rounds.length;
  }

  /** {@code +42 (38 … 47)}, in whole units. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+.0f (%+.0f … %+.0f)", estimate, low, high);
  }
}
