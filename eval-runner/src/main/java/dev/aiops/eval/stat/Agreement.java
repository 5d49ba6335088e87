/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Arrays;

/** The table of two raters as shares of all, with its margins. */
@SuppressWarnings("ArrayRecordComponent") // never leaves Kappa
record Agreement(double[][] shares, double[] rows, double[] columns, long n) {

  static Agreement of(long[][] counts) {
    int labels = counts.length;
    long n = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    if (n == 0 || !Arrays.stream(counts).allMatch(row -> row.length == labels)) {
      throw new IllegalArgumentException("a square table of one item or more");
    }
    double[][] shares = new double[labels][labels];
    double[] rows = new double[labels];
    double[] columns = new double[labels];
    for (int i = 0; i < labels; i++) {
      for (int j = 0; j < labels; j++) {
        shares[i][j] = (double) counts[i][j] / n;
        rows[i] += shares[i][j];
        columns[j] += shares[i][j];
      }
    }
    return new Agreement(shares, rows, columns, n);
  }

  double observed() {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += shares[i][i];
    }
    return sum;
  }

  double expected() {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += rows[i] * columns[i];
    }
    return sum;
  }

  /** The numerator of kappa's variance. */
  double variance(double kappa) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        sum += shares[i][j] * square(term(i, j, kappa));
      }
    }
    return sum - square(kappa - expected() * (1 - kappa));
  }

  private double term(int i, int j, double kappa) {
    return i == j ? 1 - (rows[i] + columns[i]) * (1 - kappa) : (1 - kappa) * (columns[i] + rows[j]);
  }

  private static double square(double value) {
    return value * value;
  }
}
