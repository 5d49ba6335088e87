/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Money;
import dev.aiops.approval.budget.UnknownPrice.Ceiling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of each budget and is charged there, in nano-USD; null where nobody knows.
 *
 * <p>A call that was charged in full asks for what was set aside for it; any other for what it
 * cost, as the most that it could have cost is not recorded. Live it asks for that.
 */
record Amount(@Nullable Long asked, @Nullable Long charged) {

  static final Amount UNKNOWN = new Amount(null, null);

  private static final int MILLION = 6;

  /** The amount of a call; {@code ceiling} is what its price is taken for where it is unknown. */
  static Amount of(Bill bill, @Nullable Ceiling ceiling) {
    Amount byPrice = byPrice(bill, ceiling);
    Long setAside = bill.setAside();
    boolean isKnown = bill.is(Bill.Status.UNKNOWN_PRICE) && byPrice.asked() != null;
    return setAside == null || isKnown ? byPrice : new Amount(setAside, setAside);
  }

  private static Amount byPrice(Bill bill, @Nullable Ceiling ceiling) {
    return switch (bill.status()) {
      case PRICED, ESTIMATED -> new Amount(bill.cost(), bill.cost());
      case UNBILLED -> new Amount(null, 0L);
      case UNKNOWN_PRICE -> ceiling == null ? UNKNOWN : byCeiling(bill, ceiling);
      case UNKNOWN_COST, REFUSED -> UNKNOWN;
    };
  }

  private static Amount byCeiling(Bill bill, Ceiling ceiling) {
    Long input = bill.inputTokens();
    Long output = bill.outputTokens();
    if (input == null || output == null) {
      return UNKNOWN;
    }
    BigDecimal all =
        cost(input, ceiling.inputPerMillion()).add(cost(output, ceiling.outputPerMillion()));
    long nanos = all.min(BigDecimal.valueOf(Money.MAX)).longValueExact();
    return new Amount(nanos, nanos);
  }

  private static BigDecimal cost(long tokens, long perMillion) {
    return BigDecimal.valueOf(tokens)
        .multiply(BigDecimal.valueOf(perMillion))
        .movePointLeft(MILLION)
        .setScale(0, RoundingMode.CEILING);
  }

  /** What must be left for it. The bound that is not known was above nothing. */
  long need() {
    return asked == null ? 1 : asked;
  }
}
