/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import java.math.BigDecimal;
import java.util.List;

/**
 * Calls of one provider and model, priced again.
 *
 * @param provider who served them; empty where unknown
 * @param model the model that answered, or the one asked for
 * @param calls how many they are
 * @param recorded what those with a price were recorded to cost, in USD
 * @param restated what those that have a price now cost by it, in USD
 * @param unpricedBefore calls that were recorded without a price
 * @param unpricedNow calls without a price now
 * @param estimatedNow calls whose restated cost is an estimate
 * @param gained calls that had no price and have one
 * @param gainedUsd their part of the restated sum, in USD
 * @param lost calls that had a price and have none
 * @param lostUsd their part of the recorded sum, in USD
 */
record RestatedCost(
    String provider,
    String model,
    long calls,
    BigDecimal recorded,
    BigDecimal restated,
    long unpricedBefore,
    long unpricedNow,
    long estimatedNow,
    long gained,
    BigDecimal gainedUsd,
    long lost,
    BigDecimal lostUsd) {

  private static final int FIELDS = 12;

  /** None at all. */
  static final RestatedCost NONE =
      new RestatedCost("all", "", 0, zero(), zero(), 0, 0, 0, 0, zero(), 0, zero());

  private static BigDecimal zero() {
    return BigDecimal.ZERO.setScale(9);
  }

  /** Reads a line of {@code dev.aiops.pricing.Restatement}. */
  static RestatedCost of(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      throw new CommandException("pricing is of another build: mvn -pl pricing compile");
    }
    return new RestatedCost(
        fields.get(0),
        fields.get(1),
        Long.parseLong(fields.get(2)),
        new BigDecimal(fields.get(3)),
        new BigDecimal(fields.get(4)),
        Long.parseLong(fields.get(5)),
        Long.parseLong(fields.get(6)),
        Long.parseLong(fields.get(7)),
        Long.parseLong(fields.get(8)),
        new BigDecimal(fields.get(9)),
        Long.parseLong(fields.get(10)),
        new BigDecimal(fields.get(11)));
  }

  /** Both together, under this one's name. */
  RestatedCost plus(RestatedCost other) {
    return new RestatedCost(
        provider,
        model,
        calls + other.calls,
        recorded.add(other.recorded),
        restated.add(other.restated),
        unpricedBefore + other.unpricedBefore,
        unpricedNow + other.unpricedNow,
        estimatedNow + other.estimatedNow,
        gained + other.gained,
        gainedUsd.add(other.gainedUsd),
        lost + other.lost,
        lostUsd.add(other.lostUsd));
  }

  BigDecimal difference() {
    return restated.subtract(recorded);
  }
}
