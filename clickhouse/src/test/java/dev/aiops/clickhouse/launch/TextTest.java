/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "400, <1 ms",
    "999000, 999 ms",
    "1499000, 1.5 s",
    "119900000, 119.9 s",
    "725000000, 12m 5s",
    "7500000000, 2h 5m"
  })
  void duration_ofAnyLength_isShort(long micros, String text) {
    assertThat(Text.duration(Duration.ofNanos(micros * 1000))).isEqualTo(text);
  }

  @Test
  void usd_unknown_isAQuestionMark() {
    assertThat(Text.usd(null)).isEqualTo("?");
    assertThat(Text.usd(null, 2, 0)).isEqualTo("?, 2 unpriced");
  }

  @Test
  void usd_oneNano_isNotRoundedAway() {
    assertThat(Text.usd(new BigDecimal("0.000000001"))).isEqualTo("$0.000000001");
    assertThat(Text.usd(BigDecimal.ONE, 1, 2)).isEqualTo("$1.000000000, 2 estimated, 1 unpriced");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.io.EOFException | EOFException",
        "503 | 503",
        "java.io.IOException the  line is down | IOException: the line is down",
        "a.b.ServerException {\"error\":{\"message\":\"Too busy.\",\"code\":null}} | ServerException: Too busy.",
        "a.b.ServerException 500: {\"message\": \"No.\"} | ServerException: 500: {\"message\": \"No.\"}",
      })
  void error_typeAndMessage_readsWithoutPackageAndJson(String error, String text) {
    assertThat(Text.error(error, 80)).isEqualTo(text);
  }

  @Test
  void error_long_isCut() {
    assertThat(Text.error("a.B " + "x".repeat(100), 10)).isEqualTo("B: xxxxxx…");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5 s ago",
    "119, 119 s ago",
    "400, 6 min ago",
    "9000, 2 h ago",
    "900000, 10 days ago"
  })
  void ago_inItsLargestUnit(long seconds, String text) {
    assertThat(Text.ago(seconds)).isEqualTo(text);
  }

  @Test
  void wrapped_longValue_staysInItsColumn() {
    String text = Text.wrapped("input", "where is my lamp ".repeat(12).strip());
    assertThat(text.lines()).hasSize(2).allMatch(line -> line.length() <= Text.WIDTH);
    assertThat(text.lines()).first().asString().startsWith("input     where is");
    assertThat(text.lines()).last().asString().matches(" {10}\\S.*lamp");
  }

  @Test
  void shell_pathWithSpaceAndQuote_isQuoted() {
    assertThat(Text.shell(Path.of("/opt/aiops-1.0/env"))).isEqualTo("/opt/aiops-1.0/env");
    assertThat(Text.shell(Path.of("/my home/it's/env"))).isEqualTo("'/my home/it'\\''s/env'");
  }

  @Test
  void enumerated_oneTwoThree_readAsASentence() {
    assertThat(Text.enumerated(List.of("a"))).isEqualTo("a");
    assertThat(Text.enumerated(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(Text.enumerated(List.of("a", "b", "c"))).isEqualTo("a, b and c");
  }

  @Test
  void cut_textThatSteersATerminal_isShownAsWhatItIs() {
    assertThat(Text.cut("a\n\tb \u001b[2Jc\u202ed", 40)).isEqualTo("a b \\u{1b}[2Jc\\u{202e}d");
    assertThat(Text.cut("abcdef", 4)).isEqualTo("abc…");
  }
}
