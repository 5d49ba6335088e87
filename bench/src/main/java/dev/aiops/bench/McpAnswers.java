/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An MCP server of one tool over streamable HTTP, as the protocol has it at
 * modelcontextprotocol.io/specification/2025-06-18/basic/transports: each answer bears the id of
 * its request, a notification is accepted, and there is nothing to listen to.
 */
final class McpAnswers {
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");

  private static final String BEGUN =
      """
      {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},\
      "serverInfo":{"name":"orders","version":"1"}}""";

  private static final String FOUND =
      """
      {"content":[{"type":"text","text":"%s"}],"isError":false}"""
          .formatted(Answers.text());

  private McpAnswers() {}

  /** What is sent back for a message, whose JSON is the body of the request. */
  static byte[] to(String message) {
    if (message.isEmpty()) {
      return Response.of("405 Method Not Allowed", "");
    }
    Matcher id = ID.matcher(message);
    return id.find() ? Response.of("200 OK", answer(message, id.group(1))) : accepted();
  }

  private static byte[] accepted() {
    return Response.of("202 Accepted", "");
  }

  private static String answer(String message, String id) {
    String result = message.contains("\"initialize\"") ? BEGUN : FOUND;
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }
}
