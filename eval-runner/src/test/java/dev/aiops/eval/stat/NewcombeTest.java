/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeTest {

  /** Newcombe 1998 (two samples), table II, method 10, contrasts (a), (c), (d), (g) and (h). */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "10, 10, 0, 10, 0.6075, 1.0000",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775"
  })
  void interval_ofTwoShares_isThatOfTheTable(
      long after, long ofAfter, long before, long ofBefore, double low, double high) {
    Interval interval = compared(before, ofBefore, after, ofAfter).interval(0.05);

    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  /** By statsmodels 0.15.0, confint_proportions_2indep with method newcomb. */
  @Test
  void interval_atAnotherLevel_isWider() {
    Interval interval = compared(48, 80, 56, 70).interval(0.01);

    assertThat(interval.low()).isCloseTo(0.005370869, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.371808432, within(1e-9));
  }

  @Test
  void p_ofADifference_isWhereTheIntervalTouchesZero() {
    Newcombe compared = compared(48, 80, 56, 70);
    double p = compared.p();

    assertThat(p).isBetween(0.001, 0.01);
    assertThat(compared.interval(p).low()).isCloseTo(0, within(1e-8));
    assertThat(compared(56, 70, 48, 80).p()).isCloseTo(p, within(1e-9));
  }

  @Test
  void p_ofNoDifference_isOne() {
    assertThat(compared(4, 8, 40, 80).p()).isEqualTo(1);
    assertThat(compared(0, 10, 0, 20).p()).isEqualTo(1);
  }

  @Test
  void p_ofAHugeDifference_isSmallAndANumber() {
    assertThat(compared(0, 100_000, 100_000, 100_000).p()).isBetween(0.0, 1e-14);
  }

  private static Newcombe compared(long before, long ofBefore, long after, long ofAfter) {
    return new Newcombe(new Proportion(before, ofBefore), new Proportion(after, ofAfter));
  }
}
