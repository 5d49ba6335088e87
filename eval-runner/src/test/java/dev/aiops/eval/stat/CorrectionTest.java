/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The fifteen p values of Benjamini and Hochberg 1995, section 3.2, where their procedure rejects
 * four and Bonferroni's three. Adjusted values by statsmodels 0.15.0, multipletests.
 */
class CorrectionTest {
  private static final double[] P = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0
  };

  @Test
  void adjusted_byHolm_areThoseOfStatsmodels() {
    assertThat(Correction.HOLM.adjusted(P))
        .containsExactly(
            new double[] {
              0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1
            },
            within(1e-12));
  }

  @Test
  void adjusted_byBenjaminiAndHochberg_areThoseOfStatsmodels() {
    assertThat(Correction.BENJAMINI_HOCHBERG.adjusted(P))
        .containsExactly(
            new double[] {
              0.0015,
              0.003,
              0.0095,
              0.035625,
              0.0603,
              0.06385714,
              0.06385714,
              0.0645,
              0.0765,
              0.486,
              0.58118182,
              0.714875,
              0.75323077,
              0.81321429,
              1
            },
            within(1e-8));
  }

  @Test
  void levels_ofTheArticle_rejectThreeAndFour() {
    assertThat(rejected(Correction.HOLM, 0.05, P)).isEqualTo(3);
    assertThat(rejected(Correction.BENJAMINI_HOCHBERG, 0.05, P)).isEqualTo(4);
  }

  @Test
  void levels_atAnyAlpha_rejectWhatTheAdjustedValuesReject() {
    for (Correction correction : Correction.values()) {
      for (double alpha = 0.001; alpha < 1; alpha += 0.001) {
        double level = alpha;
        long byAdjusted = Arrays.stream(correction.adjusted(P)).filter(p -> p <= level).count();
        assertThat(rejected(correction, alpha, P)).isEqualTo(byAdjusted);
      }
    }
  }

  @Test
  void adjusted_unsorted_keepTheirOrder() {
    assertThat(Correction.HOLM.adjusted(0.04, 0.01)).containsExactly(0.04, 0.02);
  }

  @Test
  void levels_ofOneAndOfNone_areTheWhole() {
    assertThat(Correction.HOLM.levels(0.05, 0.3)).containsExactly(0.05);
    assertThat(Correction.BENJAMINI_HOCHBERG.levels(0.05)).isEmpty();
  }

  private static long rejected(Correction correction, double alpha, double[] p) {
    double[] levels = correction.levels(alpha, p);
    return IntStream.range(0, p.length).filter(i -> p[i] <= levels[i]).count();
  }
}
