/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import java.util.Collection;
import java.util.Set;

/**
 * Members of a request's JSON that an app may add to what a library's options say, and under which
 * it can ask for anything.
 */
public final class ExtraBody {

  /** Those that decide what the request costs. */
  private static final Set<String> DECISIVE =
      Set.of(
          "n",
          "best_of",
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "max_tool_calls",
          "modalities",
          "audio",
          "model",
          "models",
          "messages",
          "input",
          "instructions",
          "system",
          "prompt",
          "previous_response_id",
          "conversation",
          "cached_content",
          "cache_control",
          "context_management",
          "container",
          "extra_body",
          "functions",
          "tools",
          "mcp_servers",
          "plugins",
          "search_parameters",
          "web_search",
          "web_search_options",
          "service_tier",
          "speed");

  private ExtraBody() {}

  /** Whether one of these decides what the request costs. */
  public static boolean decides(Collection<?> names) {
    return names.stream().anyMatch(DECISIVE::contains);
  }
}
