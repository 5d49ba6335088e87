/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {

  /** By code alone; all judged; by three judges; one of ten; one of a thousand; nothing at all. */
  @ParameterizedTest
  @CsvSource({
    "9000,0,500",
    "9000,9000,20",
    "9000,27000,20",
    "9000,900,200",
    "9000,9,500",
    "0,0,500"
  })
  void part_hasAboutTwentyJudgedRuns(long selected, long judgements, int runs) {
    assertThat(Throttle.NONE.runs(selected, judgements)).isEqualTo(runs);
  }

  @Test
  void part_isNoLargerThanAsked_orThanASixthOfAMinute() {
    assertThat(new Throttle(7, 1_000_000).runs(100, 100)).isEqualTo(7);
    assertThat(new Throttle(500, 60).runs(100, 0)).isEqualTo(10);
    assertThat(new Throttle(500, 60).least(10)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nothingAtOnce_isToldWithTheRemedy() {
    assertThatThrownBy(() -> new Throttle(500, 60, 0))
        .hasMessage("a batch must go on: give numbers from 1 on");
  }
}
