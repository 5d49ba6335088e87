/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values by statsmodels 0.15.0, cohens_kappa. */
class KappaTest {

  @Test
  void of_twoLabels_hasValueAndError() {
    Kappa kappa = Kappa.of(new long[][] {{20, 5}, {10, 15}}).orElseThrow();

    assertThat(kappa.value()).isCloseTo(0.4, within(1e-12));
    assertThat(kappa.standardError()).isCloseTo(0.126996063, within(1e-9));
    assertThat(kappa.interval(0.05).low()).isCloseTo(0.151092290, within(1e-9));
    assertThat(kappa.interval(0.05).high()).isCloseTo(0.648907710, within(1e-9));
  }

  @Test
  void of_threeLabelsNotSymmetric_hasValueAndError() {
    Kappa kappa = Kappa.of(new long[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}).orElseThrow();

    assertThat(kappa.value()).isCloseTo(0.491525424, within(1e-9));
    assertThat(kappa.standardError()).isCloseTo(0.051001816, within(1e-9));
  }

  @Test
  void of_oneLabelOnly_tellsNothing() {
    assertThat(Kappa.of(new long[][] {{7, 0}, {0, 0}})).isEmpty();
  }

  @Test
  void of_fullAgreement_isOne() {
    assertThat(Kappa.of(new long[][] {{7, 0}, {0, 3}}).orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void of_noSquareOrNoItem_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Kappa.of(new long[][] {{1, 2}}));
    assertThatIllegalArgumentException().isThrownBy(() -> Kappa.of(new long[][] {{0}}));
  }
}
