/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Attempt BUSY = new Attempt("1", "503", "503", "", "70");
  private static final Attempt STILL_BUSY = new Attempt("2", "503", "503", "500", "30");

  @Test
  void text_fallbackAfterRetries_isReadable() {
    List<RunSpan> spans =
        spans(
            Spans.of("r", "", "invoke_agent Desk", 0, 1600),
            Spans.of("a", "r", "chat gpt-5", 0, 600)
                .attempts(BUSY, STILL_BUSY)
                .failed("a.b.ServerException {\"error\":{\"message\":\"Overloaded.\"}}"),
            Spans.of("h", "a", "POST", 1, 70).http().failed("503"),
            Spans.of("b", "r", "chat gpt-4o-mini", 600, 900).cost("0.0001").insteadOf("gpt-5"),
            Spans.of("t", "r", "execute_tool refund", 1500, 0));

    assertThat(new Timeline("", spans, Ink.NONE).text())
        .isEqualToNormalizingNewlines(
            """
                 AT    TOOK                    SPAN
              +0 ms   1.6 s  ━━━━━━━━━━━━━━━━  invoke_agent Desk
              +0 ms  600 ms  ━━━━━━              chat gpt-5           error: ServerException: Overloaded.
                      70 ms                        attempt 1          503
                      30 ms                        attempt 2          503, after 500 ms of waiting
            +600 ms  900 ms        ━━━━━━━━━     chat gpt-4o-mini     instead of gpt-5, 1,200 in, 34 out, $0.000100000
             +1.5 s    0 ms                 ━    execute_tool refund
            """);
  }

  @Test
  void text_failedRun_saysWhere() {
    List<RunSpan> spans =
        spans(
            Spans.of("r", "", "invoke_agent Desk", 0, 100).failed("a.b.ServerException"),
            Spans.of("a", "r", "chat gpt-5", 0, 100).failed("a.b.ServerException no"));
    assertThat(new Timeline("a", spans, Ink.NONE).text().lines())
        .element(2)
        .asString()
        .endsWith("chat gpt-5       THE RUN FAILED HERE: ServerException: no");
  }

  @Test
  void text_longNamesAndErrors_fitALine() {
    List<RunSpan> spans =
        spans(
            Spans.of("r", "", "invoke_agent " + "Desk".repeat(30), 0, 100),
            Spans.of("a", "r", "chat " + "m".repeat(80), 0, 100).failed("E " + "why ".repeat(90)));
    assertThat(new Timeline("a", spans, new Ink(true)).text().lines())
        .hasSize(3)
        .allMatch(line -> line.replaceAll("\u001b\\[[0-9]+m", "").length() <= Text.WIDTH);
  }

  @Test
  void text_httpSpanOutsideAModelCall_isShown() {
    List<RunSpan> spans =
        spans(
            Spans.of("r", "", "execute_tool track", 0, 100),
            Spans.of("h", "r", "GET", 0, 90).http());
    assertThat(new Timeline("", spans, Ink.NONE).text()).contains("GET");
  }

  @Test
  void text_httpSpanWithSpansBelow_isShown() {
    List<RunSpan> spans =
        spans(
            Spans.of("a", "", "chat gpt-5", 0, 100).attempts(BUSY),
            Spans.of("h", "a", "POST", 0, 90).http(),
            Spans.of("s", "h", "gateway", 0, 80).http());
    assertThat(new Timeline("", spans, Ink.NONE).text()).contains("POST", "gateway");
  }

  @Test
  void text_noSpans_saysSo() {
    assertThat(new Timeline("", List.of(), Ink.NONE).text()).startsWith("No spans yet.");
  }

  private static List<RunSpan> spans(Spans... spans) {
    return Stream.of(spans).map(Spans::span).toList();
  }
}
