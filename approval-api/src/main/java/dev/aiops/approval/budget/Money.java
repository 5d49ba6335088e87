/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Money as whole nano-USD (10^-9 dollars) in a {@code long}; sums are exact or an exception. */
public final class Money {

  /** The most any single amount may be: a thousand million dollars. */
  public static final long MAX = 1_000_000_000_000_000_000L;

  private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,40})?");
  private static final int DECIMALS = 9;

  private Money() {}

  /**
   * Reads decimal dollars, exactly.
   *
   * @throws IllegalArgumentException saying what is wrong with the text and how to write it
   */
  public static long nanos(String dollars) {
    if (!DOLLARS.matcher(dollars).matches()) {
      throw new IllegalArgumentException(
          "is not an amount of dollars: write digits and a point, as 50.00");
    }
    return exact(new BigDecimal(dollars));
  }

  private static long exact(BigDecimal dollars) {
    if (dollars.stripTrailingZeros().scale() > DECIMALS) {
      throw new IllegalArgumentException(
          "has more than 9 decimals: money is counted in nano-dollars, round it up");
    }
    BigDecimal nanos = dollars.movePointRight(DECIMALS);
    if (nanos.compareTo(BigDecimal.valueOf(MAX)) > 0) {
      throw new IllegalArgumentException(
          "is above 1000000000 dollars: write dollars, not cents or nano-dollars");
    }
    return nanos.longValueExact();
  }

  /** The amount in dollars to the last digit, with at least two decimals: {@code 12.50 USD}. */
  public static String usd(long nanos) {
    BigDecimal dollars = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
    return dollars.setScale(Math.max(2, dollars.scale())).toPlainString() + " USD";
  }

  static boolean isAmount(long nanos) {
    return nanos >= 0 && nanos <= MAX;
  }
}
