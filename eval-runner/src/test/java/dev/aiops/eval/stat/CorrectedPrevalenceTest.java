/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorrectedPrevalenceTest {

  /** Ends computed apart from this code, by the formulas of Lang and Reiczigel 2014, in numpy. */
  @Test
  void interval_ofAnImperfectJudge_countsTheLabelledSampleToo() {
    CorrectedPrevalence prevalence = corrected(90, 200, new Confusion(90, 10, 20, 80));

    assertThat(prevalence.value()).isCloseTo(0.357142857, within(1e-9));
    assertThat(prevalence.interval(0.05).low()).isCloseTo(0.224117416, within(1e-9));
    assertThat(prevalence.interval(0.05).high()).isCloseTo(0.479398051, within(1e-9));
  }

  @Test
  void interval_ofABetterJudge_isNarrower() {
    CorrectedPrevalence prevalence = corrected(259, 1000, new Confusion(197, 3, 8, 192));

    assertThat(prevalence.value()).isCloseTo(0.231746032, within(1e-9));
    assertThat(prevalence.interval(0.05).low()).isCloseTo(0.191538550, within(1e-9));
    assertThat(prevalence.interval(0.05).high()).isCloseTo(0.266671394, within(1e-9));
  }

  @Test
  void value_lessThanTheJudgesMistakes_isNotBelowZero() {
    CorrectedPrevalence prevalence = corrected(1, 100, new Confusion(90, 10, 20, 80));

    assertThat(prevalence.value()).isZero();
    assertThat(prevalence.interval(0.05).low()).isZero();
  }

  @Test
  void of_aCoinOrNoLabelsOfAKind_isUnknown() {
    Proportion judged = new Proportion(1, 2);

    assertThat(CorrectedPrevalence.of(judged, new Confusion(5, 5, 5, 5))).isEmpty();
    assertThat(CorrectedPrevalence.of(judged, new Confusion(5, 5, 0, 0))).isEmpty();
    assertThat(CorrectedPrevalence.of(judged, new Confusion(0, 0, 5, 5))).isEmpty();
  }

  @Test
  void interval_overDrawnJudges_coversTheTruth() {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    for (int i = 0; i < 1_000; i++) {
      Proportion judged = new Proportion(drawn(random, 400, 0.3 * 0.9 + 0.7 * 0.15), 400);
      long found = drawn(random, 100, 0.9);
      long passed = drawn(random, 100, 0.85);
      Confusion labelled = new Confusion(found, 100 - found, 100 - passed, passed);
      Interval interval = CorrectedPrevalence.of(judged, labelled).orElseThrow().interval(0.05);
      covered += interval.contains(0.3) ? 1 : 0;
    }
    assertThat(covered).isBetween(935, 975);
  }

  private static CorrectedPrevalence corrected(long positive, long n, Confusion labelled) {
    return CorrectedPrevalence.of(new Proportion(positive, n), labelled).orElseThrow();
  }

  private static long drawn(SplittableRandom random, int n, double share) {
    return random.doubles(n).filter(value -> value < share).count();
  }
}
