/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;
import java.util.Comparator;

/** What several tests at once do to the level of each. */
public enum Correction {
  /** The chance of one false rejection or more stays at the level (Holm 1979): for gates. */
  HOLM {
    @Override
    double factor(int rank, int tests) {
      return tests - rank;
    }

    @Override
    int level(double[] sorted, double alpha) {
      int rank = 0;
      while (rank < sorted.length - 1 && sorted[rank] * factor(rank, sorted.length) <= alpha) {
        rank++;
      }
      return rank;
    }

    @Override
    double[] monotone(double[] scaled) {
      for (int i = 1; i < scaled.length; i++) {
        scaled[i] = Math.max(scaled[i], scaled[i - 1]);
      }
      return scaled;
    }
  },

  /** The expected share of false rejections stays at the level (Benjamini, Hochberg 1995). */
  BENJAMINI_HOCHBERG {
    @Override
    double factor(int rank, int tests) {
      return (double) tests / (rank + 1);
    }

    @Override
    int level(double[] sorted, double alpha) {
      int rank = sorted.length - 1;
      while (rank > 0 && sorted[rank] * factor(rank, sorted.length) > alpha) {
        rank--;
      }
      return rank;
    }

    @Override
    double[] monotone(double[] scaled) {
      for (int i = scaled.length - 2; i >= 0; i--) {
        scaled[i] = Math.min(scaled[i], scaled[i + 1]);
      }
      return scaled;
    }
  };

  abstract double factor(int rank, int tests);

  /** The rank whose factor the level is divided by. */
  abstract int level(double[] sorted, double alpha);

  abstract double[] monotone(double[] scaled);

  /** The adjusted p values, in the order of {@code p}: at most alpha where alpha rejects. */
  public double[] adjusted(double... p) {
    Integer[] order = order(p);
    double[] scaled = new double[p.length];
    Arrays.setAll(scaled, rank -> p[order[rank]] * factor(rank, p.length));
    double[] sorted = monotone(scaled);
    double[] adjusted = new double[p.length];
    for (int rank = 0; rank < p.length; rank++) {
      adjusted[order[rank]] = Math.min(1, sorted[rank]);
    }
    return adjusted;
  }

  /**
   * The level of each test, in the order of {@code p}: a test is rejected where its p is at most
   * its level, and its interval is drawn at that level.
   */
  public double[] levels(double alpha, double... p) {
    Alpha.check(alpha);
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    double[] levels = new double[p.length];
    if (p.length > 0) {
      Arrays.fill(levels, alpha / factor(level(sorted, alpha), p.length));
    }
    return levels;
  }

  private static Integer[] order(double[] p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }
}
