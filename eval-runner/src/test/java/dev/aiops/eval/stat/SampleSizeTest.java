/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {
  private static final SampleSize USUAL = new SampleSize(0.05, 0.8);

  /** 80 to 70 % is in most textbooks (294 without continuity correction); the rest by scipy. */
  @ParameterizedTest
  @CsvSource({
    "0.8, 0.7, 1, 294",
    "0.9, 0.85, 1, 686",
    "0.9, 0.87, 1, 1774",
    "0.85, 0.9, 1, 686",
    "0.9, 0.85, 7, 370"
  })
  void independent_ofTwoProportions_isFleissWithoutCorrection(
      double reference, double candidate, double ratio, long n) {
    assertThat(USUAL.independent(reference, candidate, ratio)).isEqualTo(n);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.05, 312", "0.1, 0.03, 870", "0.2, 0.1, 155"})
  void paired_ofDiscordance_isMiettinens(double discordant, double difference, long n) {
    assertThat(USUAL.paired(discordant, difference)).isEqualTo(n);
  }

  @Test
  void scaled_halfTheError_needsAQuarter_bothWithAReserve() {
    assertThat(USUAL.scaled(100, 0.1, 0.28016)).isEqualTo(115);
    assertThat(USUAL.scaled(100, 0.05, 0.28016)).isEqualTo(29);
  }

  @Test
  void power_atTheSampleSize_isThePromisedOne() {
    assertThat(SampleSize.powerOfIndependent(0.9, 0.85, 686, 0.05)).isBetween(0.8, 0.8005);
    assertThat(SampleSize.powerOfIndependent(0.9, 0.85, 685, 0.05)).isLessThan(0.8);
  }

  @Test
  void noDifference_isFoundByNoNumber() {
    assertThatIllegalArgumentException().isThrownBy(() -> USUAL.independent(0.9, 0.9, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> USUAL.paired(0.1, 0));
  }

  @Test
  void new_aCoinsPowerOrWorse_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleSize(0.05, 0.4));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleSize(0.05, 1));
  }
}
