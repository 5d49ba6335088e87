/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateTest {

  @Test
  void cost_roundsUpToAWholeNano() {
    Rate rate = Rate.of(new BigDecimal("0.003625"), 1_000_000); // 3.625 nano a token
    assertThat(rate.cost(0)).isZero();
    assertThat(rate.cost(1)).isEqualTo(4);
    assertThat(rate.cost(8)).isEqualTo(29);
    assertThat(rate.cost(9)).isEqualTo(33);
  }

  @Test
  void cost_ofAnyAmount_isTheExactOneRoundedUp() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal figure =
          BigDecimal.valueOf(random.nextLong(1, 600_000_000_000L), random.nextInt(13));
      long amount = random.nextLong(1L << random.nextInt(1, 50));
      BigDecimal exact =
          figure.multiply(BigDecimal.valueOf(amount)).movePointRight(9).movePointLeft(6);
      BigDecimal up = exact.setScale(0, RoundingMode.CEILING);
      long expected = up.toBigInteger().bitLength() < 64 ? up.longValueExact() : -1;
      assertThat(Rate.of(figure, 1_000_000).cost(amount))
          .as("%s x %s", figure, amount)
          .isEqualTo(expected);
    }
  }

  @Test
  void of_moreThanTwelveDecimals_isRefused() {
    assertThatThrownBy(() -> Rate.of(new BigDecimal("0.0000000000001"), 1_000_000))
        .isInstanceOf(ArithmeticException.class);
  }
}
