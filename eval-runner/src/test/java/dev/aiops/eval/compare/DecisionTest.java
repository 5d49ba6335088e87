/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.compare.Gate.Better;
import dev.aiops.eval.stat.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

  @ParameterizedTest
  @CsvSource({
    "-0.10, -0.15, -0.05, REGRESSION, certain and large",
    "-0.04, -0.06, -0.02, REGRESSION, certain and perhaps large",
    "-0.02, -0.03, -0.01, PASS, certain and small",
    "0.00, -0.04, 0.04, PASS, none and small at most",
    "0.10, 0.05, 0.15, PASS, better",
    "-0.03, -0.10, 0.04, INCONCLUSIVE, perhaps large and perhaps none",
    "-0.10, -0.25, 0.05, INCONCLUSIVE, large and perhaps none",
    "0.00, -0.05, 0.05, INCONCLUSIVE, as large as the margin is not ruled out"
  })
  void verdict_ofAnInterval_isBySizeAndBySureness(
      double effect, double low, double high, String verdict, String why) {
    assertThat(decided(Better.HIGHER, effect, low, high).name()).as(why).isEqualTo(verdict);
    assertThat(decided(Better.LOWER, -effect, -high, -low).name()).as(why).isEqualTo(verdict);
  }

  @Test
  void verdict_pAboveItsLevel_isNoRegression() {
    Measured measured = measured(-0.1, new Interval(-0.15, -0.05), 0.02, 0.01);

    assertThat(new Decision(gate(Better.HIGHER), measured).verdict())
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void stillNeeded_lessThanPlanned_isTheRestOfThePlan() {
    Verdict.Inconclusive open =
        (Verdict.Inconclusive)
            new Decision(gate(Better.HIGHER), measured(0, new Interval(-0.2, 0.2), 1, 0.05))
                .verdict();

    assertThat(open.stillNeeded()).isEqualTo(686 - 100);
  }

  /** 1,000 scores, half the margin down: the interval must shrink to half its width. */
  @Test
  void stillNeeded_planFulfilled_isWhatTheEstimateNeeds() {
    Measured usual = measured(-0.025, new Interval(-0.075, 0.025), 0.3, 0.05);
    Measured more =
        new Measured(
            "",
            1_000,
            1_000,
            0,
            0,
            usual.effect(),
            usual.interval(),
            usual.corrected(),
            0.3,
            0.05,
            1_000,
            686,
            List.of());

    assertThat(
            ((Verdict.Inconclusive) new Decision(gate(Better.HIGHER), more).verdict())
                .stillNeeded())
        .isBetween(2_999L, 3_001L);
  }

  private static Verdict decided(Better better, double effect, double low, double high) {
    double p = low > 0 || high < 0 ? 0.001 : 0.5;
    return new Decision(gate(better), measured(effect, new Interval(low, high), p, 0.05)).verdict();
  }

  private static Gate gate(Better better) {
    return new Gate("solved", new Scale.Binary(), better, 0.05);
  }

  private static Measured measured(double effect, Interval interval, double p, double level) {
    return new Measured(
        "", 100, 100, 0, 0, effect, interval, interval, p, level, 100, 686, List.of());
  }
}
