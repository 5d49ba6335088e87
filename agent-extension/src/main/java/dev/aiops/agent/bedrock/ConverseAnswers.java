/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.pricing.UsageUnit;
import java.util.List;

/**
 * Answers of Converse and of Nova, which names two counts otherwise. An event is an object of one
 * member, which says what it is.
 */
final class ConverseAnswers {

  private ConverseAnswers() {}

  static void read(Tree answer, Gathered into) {
    blocks(answer.at("output", "message", "content").items(), into);
    into.stop(answer.at("stopReason"));
    usage(answer.at("usage"), into);
    about(answer, into);
    event(answer, into);
  }

  private static void event(Tree event, Gathered into) {
    Tree start = event.at("contentBlockStart");
    if (start.isGiven()) {
      int index = index(start);
      Tree tool = start.at("start", "toolUse");
      if (tool.isGiven()) {
        into.toolCall(index, tool.at("toolUseId").text(), tool.at("name").text(), null);
      }
    }
    delta(event.at("contentBlockDelta"), into);
    into.stop(event.at("messageStop", "stopReason"));
    usage(event.at("metadata", "usage"), into);
    about(event.at("metadata"), into);
  }

  private static void delta(Tree delta, Gathered into) {
    Tree piece = delta.at("delta");
    into.text(piece.at("text").text());
    into.hidden(piece.at("reasoningContent", "text").text());
    Tree tool = piece.at("toolUse");
    if (tool.isGiven()) {
      into.toolCall(index(delta), null, null, tool.at("input").text());
    }
  }

  private static int index(Tree event) {
    Long index = event.at("contentBlockIndex").whole();
    return index == null ? 0 : (int) Math.min(index, Integer.MAX_VALUE);
  }

  private static void blocks(List<Tree> blocks, Gathered into) {
    for (int i = 0; i < blocks.size(); i++) {
      Tree block = blocks.get(i);
      into.text(block.at("text").text());
      into.hidden(block.at("reasoningContent", "reasoningText", "text").text());
      block.at("citationsContent", "content").items().forEach(c -> into.text(c.at("text").text()));
      Tree tool = block.at("toolUse");
      if (tool.isGiven()) {
        String input = tool.at("input").json();
        into.toolCall(i, tool.at("toolUseId").text(), tool.at("name").text(), input);
      }
    }
  }

  private static void about(Tree answer, Gathered into) {
    String routed = answer.at("trace", "promptRouter", "invokedModelId").text();
    into.model(ModelIds.model(routed));
    into.serviceTier(answer.at("serviceTier", "type").text());
  }

  private static void usage(Tree usage, Gathered into) {
    into.cacheApart();
    into.count(UsageUnit.INPUT_TOKENS, usage.at("inputTokens"));
    into.count(UsageUnit.OUTPUT_TOKENS, usage.at("outputTokens"));
    into.count(UsageUnit.CACHE_READ_TOKENS, usage.at("cacheReadInputTokens"));
    into.count(UsageUnit.CACHE_WRITE_TOKENS, usage.at("cacheWriteInputTokens"));
    into.count(UsageUnit.CACHE_READ_TOKENS, usage.at("cacheReadInputTokenCount"));
    into.count(UsageUnit.CACHE_WRITE_TOKENS, usage.at("cacheWriteInputTokenCount"));
    for (Tree detail : usage.at("cacheDetails").items()) {
      if (detail.at("ttl").textOrEmpty().equals("1h")) {
        into.count(UsageUnit.CACHE_WRITE_1H_TOKENS, detail.at("inputTokens"));
      }
    }
  }
}
