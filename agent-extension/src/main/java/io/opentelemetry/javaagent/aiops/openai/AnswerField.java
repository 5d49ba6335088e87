/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;

/**
 * The values read from answers: chat completions, responses and embeddings and messages, whole or
 * in events.
 */
enum AnswerField implements JsonField {
  ID("id", "response.id", "message.id"),
  MODEL("model", "response.model", "message.model"),
  SERVICE_TIER(
      "service_tier", "response.service_tier", "usage.service_tier", "message.usage.service_tier"),

  // chat completions and legacy completions
  CHOICE("choices[]"),
  CHOICE_INDEX("choices[].index"),
  FINISH_REASON("choices[].finish_reason"),
  TEXT(
      Keep.CONTENT,
      "choices[].delta.content",
      "choices[].message.content",
      "choices[].delta.content[].text",
      "choices[].message.content[].text",
      "choices[].delta.refusal",
      "choices[].message.refusal",
      "choices[].text"),
  // generated and billed, but no part of what the app shows
  UNSHOWN_TEXT(
      "choices[].delta.reasoning_content",
      "choices[].message.reasoning_content",
      "choices[].delta.reasoning",
      "choices[].message.reasoning",
      "choices[].delta.audio.transcript",
      "choices[].message.audio.transcript"),
  TOOL_CALL("choices[].delta.tool_calls[]", "choices[].message.tool_calls[]"),
  TOOL_CALL_INDEX("choices[].delta.tool_calls[].index"),
  TOOL_CALL_ID("choices[].delta.tool_calls[].id", "choices[].message.tool_calls[].id"),
  TOOL_CALL_NAME(
      "choices[].delta.tool_calls[].function.name",
      "choices[].message.tool_calls[].function.name",
      "choices[].message.tool_calls[].custom.name"),
  TOOL_CALL_ARGUMENTS(
      Keep.CONTENT,
      "choices[].delta.tool_calls[].function.arguments",
      "choices[].message.tool_calls[].function.arguments",
      "choices[].delta.tool_calls[].custom.input",
      "choices[].message.tool_calls[].custom.input",
      "choices[].delta.function_call.arguments",
      "choices[].message.function_call.arguments"),

  // responses
  EVENT_TYPE("type"),
  EVENT_DELTA(Keep.CONTENT, "delta"),
  STATUS("status", "response.status"),
  INCOMPLETE_REASON("incomplete_details.reason", "response.incomplete_details.reason"),
  ITEM("output[]", "response.output[]"),
  ITEM_TYPE("output[].type", "response.output[].type"),
  ITEM_CALL_ID("output[].call_id", "response.output[].call_id"),
  ITEM_NAME("output[].name", "response.output[].name"),
  ITEM_ARGUMENTS(
      Keep.CONTENT,
      "output[].arguments",
      "response.output[].arguments",
      "output[].input",
      "response.output[].input"),
  ITEM_TEXT(
      Keep.CONTENT,
      "output[].content[].text",
      "response.output[].content[].text",
      "output[].content[].refusal",
      "response.output[].content[].refusal"),

  // messages
  STOP_REASON("stop_reason", "delta.stop_reason", "message.stop_reason"),
  BLOCK_INDEX("index"),
  BLOCK("content[]", "content_block"),
  BLOCK_TYPE("content[].type", "content_block.type"),
  BLOCK_ID("content[].id", "content_block.id"),
  BLOCK_NAME("content[].name", "content_block.name"),
  BLOCK_TEXT(Keep.CONTENT, "content[].text", "content_block.text", "delta.text"),
  BLOCK_THINKING("content[].thinking", "content_block.thinking", "delta.thinking"),
  BLOCK_INPUT("content[].input"),
  BLOCK_PARTIAL_INPUT(Keep.CONTENT, "delta.partial_json"),

  // usage; Groq streams it as x_groq.usage, Moonshot within the last choice
  USAGE("usage", "message.usage", "response.usage", "x_groq.usage", "choices[].usage"),
  INPUT_TOKENS(
      "usage.prompt_tokens",
      "usage.input_tokens",
      "response.usage.input_tokens",
      "message.usage.input_tokens",
      "x_groq.usage.prompt_tokens",
      "choices[].usage.prompt_tokens"),
  OUTPUT_TOKENS(
      "usage.completion_tokens",
      "usage.output_tokens",
      "response.usage.output_tokens",
      "message.usage.output_tokens",
      "x_groq.usage.completion_tokens",
      "choices[].usage.completion_tokens"),
  TOTAL_TOKENS(
      "usage.total_tokens",
      "response.usage.total_tokens",
      "x_groq.usage.total_tokens",
      "choices[].usage.total_tokens"),
  CACHED_TOKENS(
      "usage.prompt_tokens_details.cached_tokens",
      "usage.input_tokens_details.cached_tokens",
      "response.usage.input_tokens_details.cached_tokens",
      "usage.prompt_cache_hit_tokens", // DeepSeek
      "choices[].usage.cached_tokens"), // Moonshot
  CACHE_WRITE_TOKENS(
      "usage.prompt_tokens_details.cache_write_tokens",
      "usage.input_tokens_details.cache_write_tokens",
      "response.usage.input_tokens_details.cache_write_tokens"),
  // Anthropic's, which input_tokens leaves out
  CACHE_READ_APART("usage.cache_read_input_tokens", "message.usage.cache_read_input_tokens"),
  CACHE_WRITE_APART(
      "usage.cache_creation_input_tokens", "message.usage.cache_creation_input_tokens"),
  CACHE_WRITE_1H(
      "usage.cache_creation.ephemeral_1h_input_tokens",
      "message.usage.cache_creation.ephemeral_1h_input_tokens"),
  WEB_SEARCHES(
      "usage.server_tool_use.web_search_requests",
      "message.usage.server_tool_use.web_search_requests"),
  AUDIO_INPUT_TOKENS("usage.prompt_tokens_details.audio_tokens"),
  IMAGE_INPUT_TOKENS("usage.prompt_tokens_details.image_tokens"),
  REASONING_TOKENS(
      "usage.completion_tokens_details.reasoning_tokens",
      "usage.output_tokens_details.reasoning_tokens",
      "usage.output_tokens_details.thinking_tokens",
      "response.usage.output_tokens_details.reasoning_tokens"),
  AUDIO_OUTPUT_TOKENS("usage.completion_tokens_details.audio_tokens"),

  ERROR("error", "response.error"),
  ERROR_CODE("error.code", "response.error.code", "code"),
  ERROR_TYPE("error.type"),
  ERROR_MESSAGE("error.message", "response.error.message", "message");

  private static final class Keep {
    static final int NAME = 256;
    static final int CONTENT = 64 * 1024;
  }

  private final int keep;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  AnswerField(String... paths) {
    this(Keep.NAME, paths);
  }

  AnswerField(int keep, String... paths) {
    this.keep = keep;
    this.paths = List.of(paths);
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
