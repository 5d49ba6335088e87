/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.math.BigDecimal;
import java.math.MathContext;

/** What figures are usual. */
record Range(BigDecimal from, BigDecimal to) {

  static final Range ANY = new Range(BigDecimal.ZERO, BigDecimal.valueOf(Long.MAX_VALUE));

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal CENT = new BigDecimal("0.01");

  static Range around(BigDecimal low, BigDecimal high, int factor) {
    BigDecimal by = BigDecimal.valueOf(factor);
    return new Range(low.divide(by, MathContext.DECIMAL64), high.multiply(by));
  }

  boolean contains(BigDecimal figure) {
    return figure.compareTo(from) >= 0 && figure.compareTo(to) <= 0;
  }

  /** What {@code figure} may be meant as, for a person to read; empty if nothing comes to mind. */
  String guess(BigDecimal figure) {
    if (contains(figure.multiply(MILLION))) {
      return "; this looks like the price of one";
    }
    if (contains(figure.multiply(THOUSAND))) {
      return "; this looks like the price of a thousand";
    }
    return contains(figure.multiply(CENT)) ? "; this looks like cents" : "";
  }

  @Override
  public String toString() {
    return plain(from) + " to " + plain(to);
  }

  private static String plain(BigDecimal figure) {
    return figure.round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
