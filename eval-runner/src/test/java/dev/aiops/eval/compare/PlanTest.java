/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aiops.eval.stat.AlphaSpending;
import dev.aiops.eval.stat.Correction;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void level_ofOneLook_isTheWhole_andOfNightsItsPart() {
    assertThat(Plan.gate().level()).isEqualTo(0.05);
    assertThat(Plan.nightly(7).level()).isEqualTo(AlphaSpending.level(0.05, 7));
    assertThat(Plan.report().correction()).isEqualTo(Correction.BENJAMINI_HOCHBERG);
  }

  @Test
  void nightly_beforeTheFirstLook_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.nightly(0));
  }
}
