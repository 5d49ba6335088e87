/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

/**
 * The price of one unit of usage.
 *
 * @param starts the input sizes of a call above which the next rate holds for all of it, rising
 * @param rates one more than {@code starts}
 */
@SuppressWarnings("ArrayRecordComponent")
record Price(UsageUnit unit, long[] starts, Rate[] rates) {

  /** The rate of a call with {@code inputTokens} in all: the whole call is at one rate. */
  Rate rate(long inputTokens) {
    int tier = 0;
    while (tier < starts.length && inputTokens > starts[tier]) {
      tier++;
    }
    return rates[tier];
  }

  long highestStart() {
    return starts.length == 0 ? 0 : starts[starts.length - 1];
  }

  boolean hasTiers() {
    return starts.length > 0;
  }
}
