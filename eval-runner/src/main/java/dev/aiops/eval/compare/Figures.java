/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as reports write them. */
final class Figures {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Figures() {}

  /** Four digits, never as a power of ten. */
  static String number(double value) {
    return value == 0
        ? "0"
        : BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  static String signed(double value) {
    return (value > 0 ? "+" : "") + number(value);
  }

  static String interval(Interval interval) {
    return signed(interval.low()) + " to " + signed(interval.high());
  }

  static String p(double p) {
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  static String n(Measured measured) {
    return measured.ofReference() + " and " + measured.ofCandidate();
  }
}
