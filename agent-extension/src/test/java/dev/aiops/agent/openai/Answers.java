/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import java.util.List;

/** Answers as the provider writes them. */
public final class Answers {

  public static final String USAGE =
      """
      "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
      "prompt_tokens_details":{"cached_tokens":40,"audio_tokens":0},
      "completion_tokens_details":{"reasoning_tokens":8,"audio_tokens":0}}"""
          .replace("\n", "");

  static final String RESPONSE_USAGE =
      """
      "usage":{"input_tokens":100,"output_tokens":20,"total_tokens":120,
      "input_tokens_details":{"cached_tokens":40},
      "output_tokens_details":{"reasoning_tokens":8}}"""
          .replace("\n", "");

  public static final String DONE = "data: [DONE]\n\n";

  public static String chat(String text) {
    return chat(text, "," + USAGE);
  }

  public static String chat(String text, String rest) {
    return """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06",\
        "service_tier":"default",\
        "choices":[{"index":0,"finish_reason":"stop","logprobs":null,\
        "message":{"role":"assistant","refusal":null,"content":"%s"}}]%s}\
        """
        .formatted(text, rest);
  }

  public static String chunk(String choices, String rest) {
    return """
        data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,\
        "model":"gpt-4o-2024-08-06","choices":[%s]%s}\n
        """
        .formatted(choices, rest);
  }

  /** A stream of these pieces, without usage. */
  public static WireProvider.Reply stream(String... pieces) {
    StringBuilder events = new StringBuilder();
    List.of(pieces).forEach(piece -> events.append(delta(piece)));
    return WireProvider.Reply.events(events.toString(), stop(), DONE);
  }

  /** Two numbers. */
  public static String embedding() {
    return "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":[{\"object\":"
        + "\"embedding\",\"index\":0,\"embedding\":\"AACAPwAAAEA=\"}],"
        + "\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}";
  }

  public static String delta(String text) {
    return chunk("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}", "");
  }

  public static String stop() {
    return chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "");
  }

  public static String usage() {
    return chunk("", "," + USAGE);
  }

  public static String error(String code) {
    return "{\"error\":{\"message\":\"on demand\",\"type\":\"t\",\"param\":null,\"code\":\""
        + code
        + "\"}}";
  }

  public static String response(String status, String rest) {
    return """
        {"id":"resp_1","object":"response","created_at":1,"status":"%s","model":"gpt-4o-2024-08-06",\
        "error":null,"incomplete_details":null,"instructions":null,"metadata":{},\
        "parallel_tool_calls":true,"temperature":1.0,"tool_choice":"auto","tools":[],"top_p":1.0%s}\
        """
        .formatted(status, rest);
  }

  public static String responseOutput() {
    return ",\"output\":[{\"type\":\"message\",\"id\":\"m\",\"status\":\"completed\","
        + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\","
        + "\"annotations\":[]}]}],"
        + RESPONSE_USAGE;
  }

  static String event(String type, String rest) {
    return "event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":1,%s}\n\n"
        .formatted(type, type, rest);
  }

  static String created() {
    return event("response.created", "\"response\":" + response("in_progress", ",\"output\":[]"));
  }

  static String textDelta(String text) {
    return event(
        "response.output_text.delta",
        "\"item_id\":\"m\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":\""
            + text
            + "\"");
  }

  private Answers() {}
}
