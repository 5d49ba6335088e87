/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void text_thatIsSeen_staysAsItIs() {
    String text = "Grüße, 你好, مرحبا, שלום — 100 €; 👍\n<b>& \"quotes\" 'too'";
    assertThat(Visible.of(text)).isEqualTo(text);
  }

  @Test
  void characters_thatAreNotSeenOrTurnTheRestRound_areWrittenOut() {
    assertThat(Visible.of("pay\u202E0001\u202C")).isEqualTo("pay[U+202E]0001[U+202C]");
    assertThat(Visible.of("a\u2066b\u2069\u200E\u061C"))
        .isEqualTo("a[U+2066]b[U+2069][U+200E][U+061C]");
    assertThat(Visible.of("ad\u200Bmin\uFEFF\u00AD")).isEqualTo("ad[U+200B]min[U+FEFF][U+00AD]");
    assertThat(Visible.of("a\u0000b\u001B[31mc\td\r"))
        .isEqualTo("a[U+0000]b[U+001B][31mc[U+0009]d[U+000D]");
    assertThat(Visible.of("a\u00A0b\u3164c\u2028d")).isEqualTo("a[U+00A0]b[U+3164]c[U+2028]d");
    assertThat(Visible.of("\uD800x\uE000\uFFFF")).isEqualTo("[U+D800]x[U+E000][U+FFFF]");
    assertThat(Visible.of("x\uFE0F\uDB40\uDC41")).isEqualTo("x[U+FE0F][U+E0041]");
  }

  @Test
  void line_tooLong_isCutAndSaysSo() {
    assertThat(Visible.line("a\nb\r\nc", 10)).isEqualTo("a b c");
    assertThat(Visible.line("👍👍👍", 2)).isEqualTo("👍👍… (1 more characters)");
    assertThat(Visible.line("abc", 3)).isEqualTo("abc");
  }
}
