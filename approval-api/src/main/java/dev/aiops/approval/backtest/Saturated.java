/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

/** Sums of amounts from zero that stop at {@link Long#MAX_VALUE}: enough to compare with a cap. */
final class Saturated {

  private Saturated() {}

  static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
