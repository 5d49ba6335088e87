/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadDocumentTest {

  private final UnreadDocument document = new UnreadDocument();

  private boolean keep(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return document.keep(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":{\"b\":[1,{\"c\":2}]}}",
        " {\"a\":\"}\"} ",
        "{\"a\":\"\\\"}\\\\\"}",
        "[{\"a\":1}]"
      })
  void keep_byteByByte_isCompleteAtTheLastBraceOnly(String text) {
    int last = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
    for (int i = 0; i < text.length(); i++) {
      keep(text.substring(i, i + 1));
      assertThat(document.isComplete()).as("after %d", i).isEqualTo(i >= last);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1", "{\"a\":\"}", "<html></html>", "\"{}\"", "7"})
  void keep_noWholeObject_isNotComplete(String text) {
    keep(text);
    assertThat(document.isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":{\"code\":1}}", "{\"a\":1,\"error\" : \"no\"}"})
  void namesError_isOne(String text) {
    keep(text);
    assertThat(document.namesError()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":null}",
        "{\"error\" : null,\"a\":1}",
        "{\"a\":\"the \\\"error\\\"\"}",
        "{\"errors\":1}"
      })
  void namesError_isNone(String text) {
    keep(text);
    assertThat(document.namesError()).isFalse();
  }

  @Test
  void keep_moreThanItMay_keepsNothingOfIt() {
    assertThat(keep("{\"a\":\"" + "x".repeat(UnreadDocument.MOST - 10))).isTrue();
    assertThat(keep("0123456789")).isFalse();
    assertThat(keep("\"}")).isTrue();
    assertThat(document.isComplete()).isTrue();
  }
}
