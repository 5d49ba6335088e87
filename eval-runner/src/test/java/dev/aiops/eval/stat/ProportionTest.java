/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** 81 of 263, 15 of 148, 0 of 20 and 1 of 29 are those of Newcombe 1998 (one sample), table I. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void interval_ofAShare_isWilsons(long successes, long n, double low, double high) {
    Interval interval = new Proportion(successes, n).interval(0.05);

    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  @Test
  void new_ofNothingOrMoreThanAll_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 2));
  }

  @Test
  void interval_withoutALevel_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(1, 2).interval(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(1, 2).interval(1));
  }
}
