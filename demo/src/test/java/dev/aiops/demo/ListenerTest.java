/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ListenerTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Listener listener =
      new Listener(new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void accept_linesOfTheApp_areShownShort() {
    listener.accept("mail T-01: " + "x".repeat(300));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .startsWith("  mail T-01: x")
        .endsWith("x…" + System.lineSeparator())
        .hasSizeLessThan(120);
  }

  @Test
  void accept_linesOfAgentAndJvm_areKeptForTheReportOfAFailure() {
    listener.accept("[otel.javaagent 2026-11-24] INFO ready");
    listener.accept("OpenJDK 64-Bit Server VM warning: Sharing is only supported");
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(listener.tail()).contains("INFO ready", "Sharing is only supported");
  }

  @Test
  void tail_ofManyLines_isTheLast() {
    for (int i = 1; i <= 100; i++) listener.accept("line " + i);
    assertThat(listener.tail().lines()).hasSize(30).last().isEqualTo("line 100");
  }
}
