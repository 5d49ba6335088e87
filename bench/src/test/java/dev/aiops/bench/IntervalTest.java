/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class IntervalTest {
  @Test
  void ofMean_equalRounds_hasNoWidth() {
    assertThat(Interval.ofMean(new double[] {4, 4, 4})).isEqualTo(new Interval(4, 4, 4));
  }

  @Test
  void ofMean_coversTheTrueMeanAboutNineteenTimesInTwenty() {
    Random random = new Random(7);
    int covered = 0;
    for (int i = 0; i < 200; i++) {
      Interval interval = Interval.ofMean(random.doubles(30).map(x -> 100 * x).toArray());
      covered += interval.low() <= 50 && 50 <= interval.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(178, 199);
  }

  @Test
  void toString_saysSignAndBounds() {
    assertThat(new Interval(-3.4, 12, 20.6)).hasToString("+12 (-3 … +21)");
  }
}
