/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

/**
 * What each of any number of looks at one reference may spend of one level.
 *
 * <p>Look k spends alpha / (k (k + 1)), so the first k looks together spend alpha k / (k + 1),
 * never alpha. That bounds the chance of one false alarm or more by alpha for ever, however looks
 * depend on each other (they share the reference, and may share scores). The price grows with the
 * logarithm of k: a drop needs about 1.2 times the scores at look 1, 3 times at look 30, 4.5 times
 * at look 365.
 */
public final class AlphaSpending {
  private AlphaSpending() {}

  /**
   * The level of one look.
   *
   * @param alpha that of all looks together
   * @param look 1 for the first
   */
  public static double level(double alpha, int look) {
    if (look < 1) {
      throw new IllegalArgumentException("looks are counted from 1: " + look);
    }
    return Alpha.check(alpha) / (look * (look + 1.0));
  }
}
