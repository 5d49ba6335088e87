/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

/** Sums and products of amounts from zero that stop at {@link Long#MAX_VALUE} and never wrap. */
final class Saturated {

  private Saturated() {}

  static long add(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  static long multiply(long one, long other) {
    long high = Math.multiplyHigh(one, other);
    long low = one * other;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  static long cost(Rate rate, long amount) {
    long cost = rate.cost(amount);
    return cost < 0 ? Long.MAX_VALUE : cost;
  }
}
