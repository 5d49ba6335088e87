/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;

/** The values read from requests where the operator wants their content. */
enum MessageField implements JsonField {
  MESSAGE("messages[]", "input[]"),
  ROLE("messages[].role", "input[].role"),
  TEXT(
      "messages[].content",
      "messages[].content[].text",
      "messages[].content[].content",
      "messages[].content[].content[].text",
      "input[].content",
      "input[].content[].text"),
  TOOL_CALL("messages[].tool_calls[]"),
  TOOL_CALL_ID("messages[].tool_calls[].id"),
  TOOL_CALL_NAME("messages[].tool_calls[].function.name", "messages[].tool_calls[].custom.name"),
  TOOL_CALL_ARGUMENTS(
      "messages[].tool_calls[].function.arguments", "messages[].tool_calls[].custom.input"),
  ANSWERED_CALL("messages[].tool_call_id"),

  // responses: items instead of messages
  ITEM_TYPE("input[].type"),
  ITEM_CALL("input[].call_id"),
  ITEM_NAME("input[].name"),
  ITEM_ARGUMENTS("input[].arguments", "input[].input"),
  ITEM_OUTPUT("input[].output", "input[].output[].text"),

  // messages: blocks in place of calls
  BLOCK("messages[].content[]"),
  BLOCK_TYPE("messages[].content[].type"),
  BLOCK_ID("messages[].content[].id"),
  BLOCK_NAME("messages[].content[].name"),
  BLOCK_ANSWERS("messages[].content[].tool_use_id"),

  INPUT("input", "prompt"),
  INSTRUCTIONS("instructions", "system"),
  SYSTEM_TEXT("system[].text");

  private static final int KEEP = 64 * 1024;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  MessageField(String... paths) {
    this.paths = List.of(paths);
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public int keep() {
    return KEEP;
  }
}
