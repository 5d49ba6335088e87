/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.time.Instant;
import java.util.List;

/**
 * A model of a provider and its prices.
 *
 * @param contextTokens the largest context, or 0 if unknown
 * @param minimumMillis a shorter recording is billed as if it were so long; 0 for none
 * @param offers at least one; the last whose condition holds is applied, else the first
 */
record PricedModel(
    String id, Match match, long contextTokens, long minimumMillis, List<Offer> offers) {

  /** Prices and when they hold. */
  record Offer(Condition condition, PriceList prices) {}

  PriceList pricesAt(Instant at) {
    for (int i = offers.size() - 1; i >= 0; i--) {
      Offer offer = offers.get(i);
      if (offer.condition().holds(at)) {
        return offer.prices();
      }
    }
    return offers.get(0).prices();
  }

  /** The largest prompt that is known to have a price of its own above it; 0 if none has. */
  long highestTierStart() {
    long highest = 0;
    for (Offer offer : offers) {
      for (int i = 0; i < offer.prices().size(); i++) {
        highest = Math.max(highest, offer.prices().price(i).highestStart());
      }
    }
    return highest;
  }

  /** {@code usage} with the recording's length raised to what is billed at least. */
  Usage billed(Usage usage) {
    if (minimumMillis == 0) {
      return usage;
    }
    boolean hasTotal = usage.amount(UsageUnit.AUDIO_MILLIS) > 0;
    UsageUnit unit = hasTotal ? UsageUnit.AUDIO_MILLIS : UsageUnit.INPUT_AUDIO_MILLIS;
    long millis = usage.amount(unit);
    if (millis == 0) {
      return usage;
    }
    long raised = Math.max(millis, minimumMillis);
    return usage.with(UsageUnit.AUDIO_MILLIS, raised).with(UsageUnit.INPUT_AUDIO_MILLIS, raised);
  }
}
