/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Cost.AppliedPrice;
import dev.aiops.pricing.Cost.Component;
import dev.aiops.pricing.Cost.Reason;
import dev.aiops.pricing.Cost.Unpriced;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Says what a usage costs by a price list, and how sure that is. */
final class Pricer {

  private Pricer() {}

  /**
   * The cost of {@code usage}.
   *
   * @param doubt what was assumed to find the list; empty if nothing was
   */
  static Cost cost(PriceList list, Usage usage, AppliedPrice price, String doubt) {
    if (list == PriceList.UNKNOWN) {
      return unpriced(
          Reason.NO_PRICE,
          price.model() + " is listed without a price: add one to aiops.prices.file");
    }
    if (list == PriceList.FREE) {
      return known(List.of(), price, new StringJoiner("; ").add(doubt));
    }
    long positive = usage.positiveBits();
    long missing = positive & ~list.covered();
    if (usage.isEmpty() && !list.billsOnlyRequests()) {
      return unpriced(Reason.NO_USAGE, "the usage reports nothing above zero");
    }
    boolean paysNothing = positive == missing && !list.billsRequests();
    boolean missesTokens = list.billsTokens() && (missing & UsageUnit.TOKEN_BITS) != 0;
    if (paysNothing || missesTokens) {
      return unpriced(
          Reason.UNPRICED_USAGE,
          price.model() + " has no price for " + names(missing) + ": add it to aiops.prices.file");
    }
    return charge(list, usage, price, doubt);
  }

  private static Cost charge(PriceList list, Usage usage, AppliedPrice price, String doubt) {
    Charge charge = new Charge(list, usage);
    List<Component> components = charge.components();
    if (components == null) {
      return unpriced(Reason.OVERFLOW, "the cost is above " + Cost.MAX_NANO_USD + " nano-USD");
    }
    StringJoiner doubts = new StringJoiner("; ");
    add(doubts, doubt, !doubt.isEmpty());
    add(doubts, "the usage is an estimate", usage.isEstimated());
    add(doubts, "not all usage was reported", charge.isPartial());
    add(doubts, "a total below its parts was raised to them", charge.isContradictory());
    add(doubts, "what overlapping amounts share was not reported", charge.isAmbiguous());
    long calls = usage.positiveBits() & ~list.covered() & UsageUnit.TOOL_CALL_BITS;
    if (calls != 0) {
      doubts.add("without " + names(calls) + ", which have no price");
    }
    return known(components, price, doubts);
  }

  private static Cost known(List<Component> components, AppliedPrice price, StringJoiner doubts) {
    return doubts.length() == 0
        ? new Cost.Priced(components, price)
        : new Cost.Estimated(components, price, doubts.toString());
  }

  private static void add(StringJoiner doubts, String doubt, boolean holds) {
    if (holds) {
      doubts.add(doubt);
    }
  }

  static Unpriced unpriced(Reason reason, String detail) {
    return new Unpriced(reason, detail);
  }

  private static String names(long units) {
    StringJoiner names = new StringJoiner(", ");
    for (UsageUnit unit : UsageUnit.values()) {
      if ((units & unit.bit()) != 0) {
        names.add(unit.name().toLowerCase(Locale.ROOT));
      }
    }
    return names.toString();
  }
}
