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

class PairedProportionsTest {

  /**
   * The first two are the examples of Fagerland, Lydersen and Laake 2013 (airways before and after,
   * 1 and 7 of 21; response, 6 and 16 of 161), the third is Agresti's of approval ratings (150 and
   * 86 of 1,600). Exact p by statsmodels 0.15.0, mid-p by scipy 1.17.1's binomial law.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 7, 21, 0.0703125, 0.0390625",
    "6, 16, 161, 0.052478790, 0.034689665",
    "86, 150, 1600, 0.000037159361, 0.000028933895",
    "0, 5, 10, 0.0625, 0.03125",
    "3, 3, 10, 1, 1",
    "0, 0, 10, 1, 1"
  })
  void p_ofChanges_isMcNemars(long better, long worse, long n, double exact, double mid) {
    PairedProportions pairs = new PairedProportions(better, worse, n);

    assertThat(pairs.exactP()).isCloseTo(exact, within(1e-9));
    assertThat(pairs.midP()).isCloseTo(mid, within(1e-9));
  }

  /** The same two examples; ends computed apart from this code, by the formula of the article. */
  @ParameterizedTest
  @CsvSource({"1, 7, 21, -0.508359307, -0.013379824", "6, 16, 161, -0.119498811, -0.003200575"})
  void interval_ofChanges_isBonettAndPrices(
      long better, long worse, long n, double low, double high) {
    Interval interval = new PairedProportions(better, worse, n).interval(0.05);

    assertThat(interval.low()).isCloseTo(low, within(1e-9));
    assertThat(interval.high()).isCloseTo(high, within(1e-9));
  }

  @Test
  void interval_whereNothingChanged_isNotEmpty() {
    Interval interval = new PairedProportions(0, 0, 20).interval(0.05);

    assertThat(interval.low()).isLessThan(-0.1);
    assertThat(interval.high()).isGreaterThan(0.1);
  }

  @Test
  void new_moreChangesThanItems_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PairedProportions(2, 2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new PairedProportions(0, 0, 0));
  }
}
