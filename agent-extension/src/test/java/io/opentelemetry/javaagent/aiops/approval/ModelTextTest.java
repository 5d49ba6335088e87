/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTextTest {

  @Test
  void clean_controlsAndBidiAreGone_linesAreOne() {
    assertThat(ModelText.clean("no\u202e way\u0007,\r\n\u2066ask\u200b again\u2069\ufeff "))
        .isEqualTo("no way,  ask again");
  }

  @Test
  void clean_keepsOtherScriptsAndCutsAtWholeCharacters() {
    assertThat(ModelText.clean("zu teuer \u2013 \u00fcber 100\u00a0\u20ac"))
        .isEqualTo("zu teuer \u2013 \u00fcber 100\u00a0\u20ac");
    assertThat(ModelText.clean("\ud83d\ude00".repeat(600))).hasSize(1000).endsWith("\ud83d\ude00");
  }
}
