/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;

/** The values read from requests to chat completions, completions, responses and embeddings. */
enum RequestField implements JsonField {
  ROOT(""),
  MODEL("model"),
  STREAM("stream"),
  STREAM_OPTIONS("stream_options"),
  INCLUDE_USAGE("stream_options.include_usage"),
  MAX_TOKENS("max_completion_tokens", "max_output_tokens", "max_tokens"),
  TEMPERATURE("temperature"),
  TOP_P("top_p"),
  CHOICES("n"),
  DIMENSIONS("dimensions"),
  TEXT(
      "messages[].content",
      "messages[].content[].text",
      "messages[].tool_calls[].function.arguments",
      "messages[].tool_calls[].custom.input",
      "instructions",
      "input",
      "input[]",
      "input[].content",
      "input[].content[].text",
      "input[].arguments",
      "input[].output",
      "input[].output[].text",
      "prompt",
      "prompt[]"),
  /** Embeddings and legacy completions take tokens in place of text. */
  TOKEN("input[][]", "prompt[][]"),
  /** A model reads tools and schemas as JSON. */
  JSON("tools", "functions", "response_format", "text.format");

  private static final int KEEP = 256;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  RequestField(String... paths) {
    this.paths = List.of(paths);
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public int keep() {
    return this == TEXT ? 0 : KEEP;
  }
}
