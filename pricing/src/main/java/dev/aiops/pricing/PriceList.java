/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model bills at one time: a price a unit. It is closed: with the price of a part come the
 * prices of its wholes, so that every token has one narrowest priced unit.
 */
final class PriceList {

  /** Whatever is used costs nothing, and somebody said so. */
  static final PriceList FREE = new PriceList(List.of());

  /** The model is known, its prices are not. */
  static final PriceList UNKNOWN = new PriceList(List.of());

  private final Price[] prices; // parts before their wholes
  private final long[] parts; // for each price, the places in prices of its parts, as bits
  private final long priced;
  private final long covered;
  private final long tokens;
  private final boolean tiered;

  private PriceList(List<Price> sorted) {
    prices = sorted.toArray(new Price[0]);
    parts = new long[prices.length];
    long units = 0;
    long own = 0;
    for (int i = 0; i < prices.length; i++) {
      own |= prices[i].unit().bit();
      units |= prices[i].unit().bit() | prices[i].unit().partBits();
      for (int j = 0; j < i; j++) {
        parts[i] |= prices[j].unit().isPartOf(prices[i].unit()) ? 1L << j : 0;
      }
    }
    priced = own;
    covered = units;
    tokens = units & UsageUnit.TOKEN_BITS;
    tiered = sorted.stream().anyMatch(Price::hasTiers);
  }

  static PriceList of(List<Price> prices) {
    List<Price> sorted = new ArrayList<>(prices);
    sorted.sort(Comparator.comparingInt(price -> -price.unit().narrowness()));
    return new PriceList(sorted);
  }

  int size() {
    return prices.length;
  }

  Price price(int place) {
    return prices[place];
  }

  boolean isPart(int part, int whole) {
    return (parts[whole] >> part & 1) != 0;
  }

  /** The units that have a price of their own, as bits. */
  long priced() {
    return priced;
  }

  /** The units whose amount is paid for by some price, as bits. */
  long covered() {
    return covered;
  }

  boolean billsTokens() {
    return tokens != 0;
  }

  boolean billsOnlyRequests() {
    return prices.length == 1 && prices[0].unit() == UsageUnit.REQUESTS;
  }

  boolean billsRequests() {
    return (covered & UsageUnit.REQUESTS.bit()) != 0;
  }

  boolean hasTiers() {
    return tiered;
  }
}
