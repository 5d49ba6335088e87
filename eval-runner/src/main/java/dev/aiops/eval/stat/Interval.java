/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

/**
 * A confidence interval, both ends included. The unit is that of the estimate.
 *
 * @param low its lower end
 * @param high its upper end, not below {@code low}
 */
public record Interval(double low, double high) {

  /** Throws {@link IllegalArgumentException} where an end is no number or the ends are swapped. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /** Whether {@code value} lies within. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
