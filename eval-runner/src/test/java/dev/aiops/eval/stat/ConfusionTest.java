/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

  @Test
  void rates_ofAJudge_areOfTheirOwnKindOnly() {
    Confusion judge = new Confusion(90, 10, 20, 80);

    assertThat(judge.truePositiveRate()).contains(new Proportion(90, 100));
    assertThat(judge.trueNegativeRate()).contains(new Proportion(80, 100));
    assertThat(judge.kappa().orElseThrow().value()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void rates_withoutItemsOfAKind_areUnknown() {
    assertThat(new Confusion(0, 0, 1, 2).truePositiveRate()).isEmpty();
    assertThat(new Confusion(1, 2, 0, 0).trueNegativeRate()).isEmpty();
  }

  @Test
  void new_belowZero_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Confusion(1, -1, 0, 0));
  }
}
