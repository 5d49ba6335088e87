/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DominanceTest {
  private static final double[] FEW = {1, 2, 2, 3, 5, 5, 7, 9};
  private static final double[] MORE = {2, 3, 4, 5, 5, 6, 8, 9, 10, 12};

  /** By scipy 1.17.1, mannwhitneyu with method asymptotic, with and without continuity. */
  @Test
  void mannWhitneyP_withTies_isCorrectedForThem() {
    assertThat(Dominance.mannWhitneyP(FEW, MORE)).isCloseTo(0.164916670, within(1e-8));
  }

  @Test
  void mannWhitneyP_allTheSame_isOne() {
    assertThat(Dominance.mannWhitneyP(new double[] {3, 3, 3}, new double[] {3, 3})).isEqualTo(1);
  }

  /** Delta, variance and interval by numpy over all 80 pairs, from the formulas of the articles. */
  @Test
  void of_twoSamples_isWhatAllPairsSay() {
    Dominance dominance = Dominance.of(FEW, MORE);

    assertThat(dominance.delta()).isCloseTo(0.4, within(1e-12));
    assertThat(dominance.superiority()).isCloseTo(0.7, within(1e-12));
    assertThat(dominance.variance()).isCloseTo(0.061984127, within(1e-9));
    assertThat(dominance.interval(0.05).low()).isCloseTo(-0.128031355, within(1e-9));
    assertThat(dominance.interval(0.05).high()).isCloseTo(0.751344681, within(1e-9));
  }

  @Test
  void of_swapped_isTheOpposite() {
    Dominance swapped = Dominance.of(MORE, FEW);

    assertThat(swapped.delta()).isCloseTo(-0.4, within(1e-12));
    assertThat(swapped.variance()).isCloseTo(0.061984127, within(1e-9));
  }

  @Test
  void interval_noOverlap_staysOpen() {
    Dominance above = Dominance.of(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10});

    assertThat(above.delta()).isEqualTo(1);
    assertThat(above.interval(0.05).low()).isBetween(0.0, 0.5);
    assertThat(above.interval(0.05).high()).isEqualTo(1);
  }

  @Test
  void of_infiniteValues_areAboveAndBelowAllOthers() {
    double[] open = {Double.NEGATIVE_INFINITY, 5, Double.POSITIVE_INFINITY};

    assertThat(Dominance.of(open, open).delta()).isZero();
    assertThat(Dominance.of(open, new double[] {6, 6}).delta()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void of_tooFewOrNoNumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dominance.of(new double[] {1}, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dominance.of(new double[] {1, 2}, new double[] {Double.NaN, 2}));
  }

  @Test
  void of_itsArguments_areNotSorted() {
    double[] values = {3, 1, 2};

    Dominance.of(values, values);

    assertThat(Arrays.toString(values)).isEqualTo("[3.0, 1.0, 2.0]");
  }
}
