/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\r\n=1",
        "\uFF1D1",
        "|cmd",
        "=\"a\"\n=b"
      })
  void cell_thatASpreadsheetTakesForAFormula_isText(String cell) {
    assertThat(Csv.line(List.of(cell))).startsWith("\"'").endsWith("\"\r\n");
  }

  @Test
  void cell_withQuotesAndHiddenCharacters_isWhole() {
    assertThat(Csv.line(List.of("a \"b\", c", "", "x\u202Ey", "1,5")))
        .isEqualTo("\"a \"\"b\"\", c\",\"\",\"x[U+202E]y\",\"1,5\"\r\n");
  }
}
