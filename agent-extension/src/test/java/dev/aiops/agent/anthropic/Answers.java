/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import dev.aiops.agent.bedrock.BedrockProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.util.List;

/**
 * Answers as Anthropic documents them: messages at docs.claude.com/en/api/messages, events at
 * docs.claude.com/en/docs/build-with-claude/streaming, errors at docs.claude.com/en/api/errors.
 */
public final class Answers {

  private static final String INPUT =
      "\"input_tokens\":60,\"cache_creation_input_tokens\":30,\"cache_read_input_tokens\":10,"
          + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":10,"
          + "\"ephemeral_1h_input_tokens\":20},\"service_tier\":\"standard\"";

  private static final String HEAD =
      "\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
          + "\"model\":\"claude-sonnet-4-5-20250929\",";

  private static final String HELLO = "{\"type\":\"text\",\"text\":\"Hello\"}";
  private static final String THINKING =
      "{\"type\":\"thinking\",\"thinking\":\"Rayleigh.\",\"signature\":\"c2ln\"}";

  public static String hello() {
    return message(THINKING + "," + HELLO, "end_turn");
  }

  /** Without thinking, which not every library that asks takes. */
  public static String text() {
    return message(HELLO, "end_turn");
  }

  /** Asks for a tool; {@code input} is JSON. */
  static String toolUse(String tool, String input) {
    String block =
        "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\""
            + tool
            + "\",\"input\":"
            + input
            + "}";
    return message(HELLO + "," + block, "tool_use");
  }

  private static String message(String content, String stopReason) {
    return "{"
        + HEAD
        + "\"content\":["
        + content
        + "],\"stop_reason\":\""
        + stopReason
        + "\",\"stop_sequence\":null,\"usage\":{"
        + INPUT
        + ",\"output_tokens\":20,\"output_tokens_details\":{\"thinking_tokens\":8}}}";
  }

  static String error(String type) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"on demand\"}}";
  }

  public static Reply stream() {
    return Reply.events(begin(), delta("Hel") + event("ping", ""), delta("lo"), end());
  }

  /**
   * The same events as chunks of AWS's framing, as at
   * docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModelWithResponseStream.html.
   */
  static Reply streamOfBedrock() {
    List<byte[]> chunks =
        (begin() + delta("Hel") + delta("lo") + end())
            .lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> BedrockProvider.chunk(line.substring("data: ".length())))
            .toList();
    return new Reply(200, "application/vnd.amazon.eventstream", chunks, 0, false);
  }

  static String begin() {
    String message =
        "{"
            + HEAD
            + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{"
            + INPUT
            + ",\"output_tokens\":1}}";
    return event("message_start", ",\"message\":" + message)
        + event(
            "content_block_start",
            ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
  }

  static String delta(String text) {
    return event(
        "content_block_delta",
        ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
  }

  static String end() {
    return event("content_block_stop", ",\"index\":0")
        + event(
            "message_delta",
            ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":20}")
        + event("message_stop", "");
  }

  static String errorEvent() {
    return "event: error\ndata: " + error("overloaded_error") + "\n\n";
  }

  private static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
  }

  private Answers() {}
}
