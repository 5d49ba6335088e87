/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

/** The share of intervals that may miss, or of true null hypotheses that may be rejected. */
final class Alpha {
  private Alpha() {}

  static double check(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha is above 0 and below 1, 0.05 for 95 %: " + alpha);
    }
    return alpha;
  }
}
