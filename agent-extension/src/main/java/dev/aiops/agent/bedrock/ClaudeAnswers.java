/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.UsageUnit;
import java.util.List;

/** Answers of Claude: a message, or the events of one. */
final class ClaudeAnswers {

  private ClaudeAnswers() {}

  static void read(Tree answer, Gathered into) {
    switch (answer.at("type").textOrEmpty()) {
      case "message" -> message(answer, into);
      case "message_start" -> begun(answer.at("message"), into);
      case "content_block_start" -> block(index(answer), answer.at("content_block"), true, into);
      case "content_block_delta" -> delta(index(answer), answer.at("delta"), into);
      case "message_delta" -> {
        into.stop(answer.at("delta", "stop_reason"));
        usage(answer.at("usage"), into);
      }
      default -> {}
    }
  }

  private static void message(Tree message, Gathered into) {
    begun(message, into);
    into.stop(message.at("stop_reason"));
    List<Tree> blocks = message.at("content").items();
    for (int i = 0; i < blocks.size(); i++) {
      block(i, blocks.get(i), false, into);
    }
  }

  private static void begun(Tree message, Gathered into) {
    into.id(message.at("id").text());
    into.serviceTier(message.at("usage", "service_tier").text());
    usage(message.at("usage"), into);
  }

  /** The tool call of an event has its arguments in the events that follow. */
  private static void block(int index, Tree block, boolean event, Gathered into) {
    switch (block.at("type").textOrEmpty()) {
      case "text" -> into.text(block.at("text").text());
      case "thinking" -> into.hidden(block.at("thinking").text());
      case "tool_use" ->
          into.toolCall(
              index,
              block.at("id").text(),
              block.at("name").text(),
              event ? null : block.at("input").json());
      default -> {}
    }
  }

  private static void delta(int index, Tree delta, Gathered into) {
    into.text(delta.at("text").text());
    into.hidden(delta.at("thinking").text());
    if (delta.at("partial_json").text() != null) {
      into.toolCall(index, null, null, delta.at("partial_json").text());
    }
  }

  private static int index(Tree event) {
    Long index = event.at("index").whole();
    return index == null ? 0 : (int) Math.min(index, Integer.MAX_VALUE);
  }

  private static void usage(Tree usage, Gathered into) {
    into.cacheApart();
    into.count(UsageUnit.INPUT_TOKENS, usage.at("input_tokens"));
    into.count(UsageUnit.OUTPUT_TOKENS, usage.at("output_tokens"));
    into.count(UsageUnit.CACHE_READ_TOKENS, usage.at("cache_read_input_tokens"));
    into.count(UsageUnit.CACHE_WRITE_TOKENS, usage.at("cache_creation_input_tokens"));
    into.count(
        UsageUnit.CACHE_WRITE_1H_TOKENS, usage.at("cache_creation", "ephemeral_1h_input_tokens"));
    into.count(
        UsageUnit.OUTPUT_REASONING_TOKENS, usage.at("output_tokens_details", "thinking_tokens"));
  }
}
