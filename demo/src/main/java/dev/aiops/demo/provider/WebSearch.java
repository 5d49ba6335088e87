/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The blocks of a web search that Anthropic makes by itself, as documented at <a
 * href="https://docs.claude.com/en/docs/agents-and-tools/tool-use/web-search-tool">web-search-tool</a>.
 */
final class WebSearch {

  /** What is searched for. */
  static final JsonNode INPUT = Protocol.JSON.createObjectNode().put("query", "opening hours");

  private WebSearch() {}

  /** Says that it searches, and for what. */
  static ObjectNode use(int number, JsonNode input) {
    ObjectNode block =
        Protocol.JSON
            .createObjectNode()
            .put("type", "server_tool_use")
            .put("id", id(number))
            .put("name", "web_search");
    block.set("input", input);
    return block;
  }

  /** What it found: one page. */
  static ObjectNode result(int number) {
    ObjectNode block =
        Protocol.JSON
            .createObjectNode()
            .put("type", "web_search_tool_result")
            .put("tool_use_id", id(number));
    block
        .putArray("content")
        .addObject()
        .put("type", "web_search_result")
        .put("url", "https://shop.example/hours")
        .put("title", "Opening hours")
        .put("encrypted_content", "ZW5jcnlwdGVk")
        .putNull("page_age");
    return block;
  }

  /** Adds to {@code usage} how often it searched, if it did. */
  static ObjectNode count(Completion completion, ObjectNode usage) {
    if (completion.searches() > 0) {
      usage.putObject("server_tool_use").put("web_search_requests", completion.searches());
    }
    return usage;
  }

  private static String id(int number) {
    return "srvtoolu_sim" + number;
  }
}
