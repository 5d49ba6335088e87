/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.math.BigInteger;

/** Whether a number is one of its kind, by its check digits. */
final class CheckDigits {

  private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);
  private static final int COUNTRY_AND_CHECK = 4;
  private static final int TEN = 10;
  private static final int NINE = 9;
  private static final int LETTERS_FROM = 36;

  private CheckDigits() {}

  /** Luhn's sum (ISO/IEC 7812-1). */
  static boolean isCard(String text) {
    String digits = text.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > NINE ? doubled - NINE : doubled;
    }
    return sum > 0 && sum % TEN == 0;
  }

  /** ISO 13616: the rest by 97 is 1. */
  static boolean isIban(String text) {
    String plain = text.replace(" ", "");
    String turned = plain.substring(COUNTRY_AND_CHECK) + plain.substring(0, COUNTRY_AND_CHECK);
    StringBuilder number = new StringBuilder();
    turned.chars().forEach(c -> number.append(Character.digit(c, LETTERS_FROM)));
    return new BigInteger(number.toString()).mod(IBAN_MODULUS).equals(BigInteger.ONE);
  }
}
