/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static dev.aiops.pricing.UsageUnit.INPUT_TOKENS;
import static dev.aiops.pricing.UsageUnit.OUTPUT_TOKENS;
import static dev.aiops.pricing.UsageUnit.REQUESTS;

import dev.aiops.pricing.Cost.Component;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One usage billed by one price list. Each priced unit is billed for its amount less what its
 * priced parts are billed for.
 */
final class Charge {

  private final PriceList list;
  private final Usage usage;
  private final long[] amounts;
  private boolean contradictory;

  Charge(PriceList list, Usage usage) {
    this.list = list;
    this.usage = usage;
    this.amounts = new long[list.size()];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = ownAmount(i);
    }
  }

  /** Whether a total was reported below its parts, and was raised to them. */
  boolean isContradictory() {
    return contradictory;
  }

  /** Whether input or output tokens have a price and were not reported, not even as zero. */
  boolean isPartial() {
    for (int i = 0; i < list.size(); i++) {
      UsageUnit unit = list.price(i).unit();
      if ((unit == INPUT_TOKENS || unit == OUTPUT_TOKENS) && !usage.reports(unit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two overlapping amounts were reported without what they share, which has a price. */
  boolean isAmbiguous() {
    for (int i = 0; i < list.size(); i++) {
      UsageUnit unit = list.price(i).unit();
      if (!usage.reports(unit) && unit.isMeetingOfTwo(usage.positiveBits())) {
        return true;
      }
    }
    return false;
  }

  /** The billed units, or null if a cost is above {@link Cost#MAX_NANO_USD}. */
  @Nullable List<Component> components() {
    long inputTokens = list.hasTiers() ? inputTokens() : 0;
    List<Component> components = new ArrayList<>(amounts.length);
    long sum = 0;
    for (int i = amounts.length - 1; i >= 0; i--) {
      long cost = list.price(i).rate(inputTokens).cost(amounts[i]);
      if (cost < 0 || cost > Cost.MAX_NANO_USD - sum) {
        return null;
      }
      sum += cost;
      if (amounts[i] > 0) {
        components.add(new Component(list.price(i).unit(), amounts[i], cost));
      }
    }
    return components;
  }

  private long ownAmount(int place) {
    UsageUnit unit = list.price(place).unit();
    if (unit == REQUESTS) {
      return 1;
    }
    long own = raised(unit);
    for (int part = 0; part < place; part++) {
      if (list.isPart(part, place)) {
        own -= amounts[part];
      }
    }
    contradictory |= own < 0;
    return Math.max(0, own);
  }

  private long raised(UsageUnit unit) {
    long reported = usage.amount(unit);
    long raised = Math.max(reported, usage.largestPart(unit));
    contradictory |= raised > reported;
    return raised;
  }

  private long inputTokens() {
    long billed = 0;
    for (int i = 0; i < amounts.length; i++) {
      UsageUnit unit = list.price(i).unit();
      if (unit == INPUT_TOKENS || unit.isPartOf(INPUT_TOKENS)) {
        billed += amounts[i];
      }
    }
    return Math.max(billed, raised(INPUT_TOKENS));
  }
}
