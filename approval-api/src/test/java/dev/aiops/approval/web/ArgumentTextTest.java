/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.approvals.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\": [], \"b\": {}, \"c\": [1, [2, {\"d\": null}]], \"e\": true}",
        "{\"n\": 0.1, \"m\": -7, \"l\": 1e-7, \"k\": 9007199254740992}",
        "{\"t\": \"q\\\"b\\\\s\\nn\\tt\\u0000\\u202e\\ud83d\\ude00\\udb40\\udc41\", \"\\u200b\": \"\"}"
      })
  void text_readAgain_isTheSame(String json) {
    Arguments arguments = ArgumentText.read(json);
    String text = ArgumentText.of(arguments);
    assertThat(ArgumentText.read(text)).isEqualTo(arguments);
    assertThat(Visible.of(text)).as("nothing in it is hidden").isEqualTo(text);
  }

  @Test
  void text_hasALineForEachValue() {
    assertThat(ArgumentText.of(ArgumentText.read("{\"a\":[1,{\"b\":\"x\"}],\"c\":{}}")))
        .isEqualTo("{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x\"\n    }\n  ],\n  \"c\": {}\n}");
  }

  @Test
  void text_withAMistake_saysWhereItIs() {
    assertThatThrownBy(() -> ArgumentText.read("{\"a\": 1,\n \"b\": }"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The arguments are not JSON at line 2, column 7: ");
    assertThatThrownBy(() -> ArgumentText.read("[".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ArgumentText.read("{\"a\": \"" + "x".repeat(66_000) + "\"}"))
        .hasMessage("arguments have more than 65536 bytes");
  }
}
