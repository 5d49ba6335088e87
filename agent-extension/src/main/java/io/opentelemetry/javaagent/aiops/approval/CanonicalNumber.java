/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as RFC 8785 has them, which is ECMAScript's {@code Number::toString}: the fewest digits
 * that read back as the same double, and of those the closest. {@link Double#toString} writes more
 * digits than that on Java 17 (JDK-4511638).
 */
final class CanonicalNumber {

  /** The greatest integer below which every integer is a double: 2^53. */
  static final double MOST_INTEGER = 0x1p53;

  private static final int MOST_DIGITS = 17;
  private static final int PLAIN_DIGITS = 21;
  private static final int PLAIN_ZEROS = -6;

  private CanonicalNumber() {}

  /**
   * The number as text.
   *
   * @throws UnreadableArgumentsException if it is none, or would be written as an integer that
   *     other programs read as another number
   */
  static String of(double number) throws UnreadableArgumentsException {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new UnreadableArgumentsException("a number is too great, or none");
    }
    if (isWhole(number) && Math.abs(number) < 1e21) {
      return whole(number);
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String text = layOut(shortest.unscaledValue().toString(), shortest.scale());
    return number < 0 ? '-' + text : text;
  }

  /**
   * The number as a double.
   *
   * @throws UnreadableArgumentsException if a double would be another number: who approves would
   *     read what does not run
   */
  static double exact(Number number) throws UnreadableArgumentsException {
    if (number instanceof Double shown) {
      return shown;
    }
    BigDecimal exact = decimal(number);
    double shown = exact.doubleValue();
    if (Double.isInfinite(shown) || exact.compareTo(BigDecimal.valueOf(shown)) != 0) {
      throw new UnreadableArgumentsException(
          "the number " + number + " is not the same everywhere; take a string");
    }
    return shown;
  }

  private static BigDecimal decimal(Number number) throws UnreadableArgumentsException {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new UnreadableArgumentsException("a number is too great, or none");
    }
  }

  private static boolean isWhole(double number) {
    return Math.rint(number) == number;
  }

  private static String whole(double number) throws UnreadableArgumentsException {
    if (Math.abs(number) > MOST_INTEGER) {
      throw new UnreadableArgumentsException(
          "an integer is beyond 2^53 and not the same number everywhere; give it as a string");
    }
    return Long.toString((long) number);
  }

  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
      boolean belowReads = below.doubleValue() == number;
      boolean aboveReads = above.doubleValue() == number;
      if (belowReads || aboveReads) {
        boolean both = belowReads && aboveReads;
        return (both ? closest(exact, digits) : belowReads ? below : above).stripTrailingZeros();
      }
    }
    return closest(exact, MOST_DIGITS).stripTrailingZeros();
  }

  private static BigDecimal closest(BigDecimal exact, int digits) {
    return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** The value is {@code digits} * 10^-{@code scale}, without a trailing zero. */
  private static String layOut(String digits, int scale) {
    int point = digits.length() - scale;
    if (point > PLAIN_DIGITS || point <= PLAIN_ZEROS) {
      return exponent(digits, point - 1);
    } else if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    } else if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return digits.substring(0, point) + '.' + digits.substring(point);
  }

  private static String exponent(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + 'e' + (exponent < 0 ? '-' : '+') + Math.abs(exponent);
  }
}
