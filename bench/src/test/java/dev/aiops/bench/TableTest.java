/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void toString_isMarkdown() {
    assertThat(new Table("Speed", "what", "µs").row("call", 42))
        .hasToString("### Speed\n\n| what | µs |\n| --- | --- |\n| call | 42 |\n");
  }

  @Test
  void row_wrongWidth_isRefused() {
    assertThatThrownBy(() -> new Table("Speed", "what").row("call", 42))
        .hasMessage("a row of Speed has 1 cells, got 2");
  }
}
