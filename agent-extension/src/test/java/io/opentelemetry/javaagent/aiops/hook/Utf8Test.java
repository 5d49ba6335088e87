/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "plain", "Grüße", "漢字", "a\uD83D\uDE00b"})
  void length_isOfTheEncodedText(String text) {
    int encoded = text == null ? 0 : text.getBytes(UTF_8).length;
    assertThat(Utf8.length(text)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uD83Dx\uDE00"})
  void length_halfOfAPair_countsThree(String text) {
    long halves = text.chars().filter(c -> c > 0x7F).count();
    assertThat(Utf8.length(text)).isEqualTo(3 * halves + text.length() - halves);
  }
}
