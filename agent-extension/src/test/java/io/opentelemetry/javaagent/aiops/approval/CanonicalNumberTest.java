/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNumberTest {

  /** RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void of_theExamplesOfTheStandard(String bits, String text) throws Exception {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalNumber.of(number)).isEqualTo(text);
  }

  /** The same appendix: not a number, infinite, and integers that only a double can hold. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7fffffffffffffff",
        "7ff0000000000000",
        "4430000000000000",
        "444b1ae4d6e2ef4e",
        "444b1ae4d6e2ef4f"
      })
  void of_whatIsNotTheSameEverywhere_isRefused(String bits) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThatThrownBy(() -> CanonicalNumber.of(number))
        .isInstanceOf(UnreadableArgumentsException.class);
  }

  @Test
  void exact_whatADoubleHolds_isThatDouble() throws Exception {
    assertThat(CanonicalNumber.exact(1L << 53)).isEqualTo(0x1p53);
    assertThat(CanonicalNumber.exact(0.1f)).isEqualTo(0.1);
    assertThat(CanonicalNumber.exact(new BigDecimal("99.50"))).isEqualTo(99.5);
    assertThat(CanonicalNumber.exact(new AtomicInteger(7))).isEqualTo(7);
  }

  @Test
  void exact_whatADoubleWouldRound_isRefused() {
    Number[] all = {
      (1L << 53) + 1, new BigDecimal("0.1000000000000000055"), BigInteger.TEN.pow(400), Float.NaN
    };
    for (Number number : all) {
      assertThatThrownBy(() -> CanonicalNumber.exact(number))
          .as("%s", number)
          .isInstanceOf(UnreadableArgumentsException.class);
    }
  }

  @Test
  void of_aPowerOfTwoWithTwoShortForms_isTheCloser() throws Exception {
    // 2^-44: Java 17 writes 5.684341886080802E-14 or one digit more; ECMAScript the shorter
    assertThat(CanonicalNumber.of(0x1p-44)).isEqualTo("5.684341886080802e-14");
    assertThat(CanonicalNumber.of(2.0e-3)).isEqualTo("0.002");
    assertThat(CanonicalNumber.of(2.2250738585072014e-308)).isEqualTo("2.2250738585072014e-308");
  }

  @Test
  void of_randomNumbers_readBackTheSame_inNoMoreDigitsThanJava() throws Exception {
    Random random = new Random(20261127);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(number) || (Math.rint(number) == number && Math.abs(number) < 1e21)) {
        continue;
      }
      String text = CanonicalNumber.of(number);
      assertThat(Double.parseDouble(text)).isEqualTo(number);
      assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(number)));
    }
  }

  private static int digits(String number) {
    return new BigDecimal(number).stripTrailingZeros().precision();
  }
}
