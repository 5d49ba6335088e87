/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;

/**
 * The values read from requests to chat completions, completions, responses, embeddings, messages.
 */
enum RequestField implements JsonField {
  ROOT(""),
  MODEL("model"),
  STREAM("stream"),
  STREAM_OPTIONS("stream_options"),
  INCLUDE_USAGE("stream_options.include_usage"),
  MAX_COMPLETION_TOKENS("max_completion_tokens"),
  MAX_OUTPUT_TOKENS("max_output_tokens"),
  MAX_TOKENS("max_tokens"),
  TEMPERATURE("temperature"),
  TOP_P("top_p"),
  CHOICES("n"),
  BEST_OF("best_of"),
  DIMENSIONS("dimensions"),
  TEXT(
      "messages[].content",
      "messages[].content[].text",
      "messages[].tool_calls[].function.arguments",
      "messages[].tool_calls[].custom.input",
      "input[].content",
      "input[].content[].text",
      "input[].arguments",
      "input[].output[].text",
      "system[].text",
      "messages[].content[].thinking",
      "messages[].content[].content",
      "messages[].content[].content[].text"),
  /** Text that is a message by itself. An object in its place is a stored prompt. */
  PLAIN("instructions", "input", "prompt", "system"),
  MESSAGE("messages[]"),
  /** An item of a conversation, a text to embed, or a token of one. */
  ITEM("input[]"),
  ITEM_TYPE("input[].type"),
  ITEM_OUTPUT("input[].output"),
  PART("messages[].content[]", "input[].content[]", "input[].output[]"),
  PART_TYPE(
      "messages[].content[].type",
      "input[].content[].type",
      "input[].output[].type",
      "input[].output.type"),
  /** What is in the result of a tool, within a part. */
  INNER_PART("messages[].content[].content[]"),
  INNER_PART_TYPE("messages[].content[].content[].type"),
  /** What a model called a tool with, which Anthropic takes as an object. */
  TOOL_INPUT("messages[].content[].input"),
  /** Legacy completions answer each of several prompts. */
  PROMPT("prompt[]"),
  /** Embeddings and legacy completions take tokens in place of text. */
  TOKEN("input[][]", "prompt[][]"),
  /** A model reads tools and schemas as JSON. */
  JSON("tools", "functions", "response_format", "text.format"),
  TOOL("tools[]"),
  TOOL_TYPE("tools[].type"),
  FUNCTION("functions[]"),
  MAX_TOOL_CALLS("max_tool_calls", "tools[].max_uses"),
  SEARCH("web_search_options"),
  /** What makes other providers search or ask again. */
  OTHER_TOOLS("search_parameters", "plugins", "context_management", "mcp_servers", "container"),
  /** Models that a gateway may ask in place of the first. */
  OTHER_MODELS("models", "fallbacks"),
  SERVICE_TIER("service_tier", "speed"),
  IMAGES("messages[].images"),
  STORED(
      "previous_response_id",
      "conversation",
      "cached_content",
      "extra_body.google.cached_content",
      "messages[].audio"),
  MODALITY("modalities[]"),
  AUDIO_OUTPUT("audio"),
  CACHE_CONTROL(
      "cache_control",
      "messages[].cache_control",
      "messages[].content[].cache_control",
      "messages[].content[].content[].cache_control",
      "system[].cache_control",
      "input[].content[].cache_control",
      "tools[].cache_control",
      "tools[].function.cache_control"),
  CACHE_TTL(
      "cache_control.ttl",
      "messages[].cache_control.ttl",
      "messages[].content[].cache_control.ttl",
      "messages[].content[].content[].cache_control.ttl",
      "system[].cache_control.ttl",
      "input[].content[].cache_control.ttl",
      "tools[].cache_control.ttl",
      "tools[].function.cache_control.ttl");

  private static final int KEEP = 256;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  private final int keep;

  RequestField(String... paths) {
    this.paths = List.of(paths);
    this.keep =
        switch (name()) {
          case "TEXT", "PLAIN", "MESSAGE", "ITEM", "ITEM_OUTPUT", "PART", "INNER_PART", "PROMPT" ->
              0;
          default -> KEEP;
        };
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public int keep() {
    return keep;
  }
}
