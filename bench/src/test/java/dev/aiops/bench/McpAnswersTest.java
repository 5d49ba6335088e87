/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class McpAnswersTest {
  @Test
  void to_request_bearsItsId() {
    assertThat(
            answer("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"id\":\"8f-2\",\"params\":{}}"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("{\"jsonrpc\":\"2.0\",\"id\":\"8f-2\",\"result\":{\"content\":[", Answers.text());
    assertThat(answer("{\"id\": 7,\"method\":\"initialize\"}"))
        .contains("\"id\":7,\"result\":{\"protocolVersion\":\"2025-06-18\"");
  }

  @Test
  void to_notification_isAccepted() {
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
        .isEqualTo(
            "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void to_nothing_isNoMessage() {
    assertThat(answer("")).startsWith("HTTP/1.1 405 ");
  }

  private static String answer(String message) {
    return new String(McpAnswers.to(message), UTF_8);
  }
}
