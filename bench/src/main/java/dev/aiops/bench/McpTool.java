/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A tool of an MCP server, called by the MCP Java SDK over streamable HTTP. */
final class McpTool implements Model {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final McpSyncClient client;
  private final CallToolRequest request;

  private McpTool(McpSyncClient client, CallToolRequest request) {
    this.client = client;
    this.request = request;
  }

  /** The tool of the server at that base URL, whose session has begun. */
  static Model at(String baseUrl) {
    String path = URI.create(baseUrl).getPath();
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(baseUrl).endpoint(path + "/").build())
            .requestTimeout(LONGEST)
            .build();
    client.initialize();
    return new McpTool(
        client,
        CallToolRequest.builder("find_order")
            .arguments(Map.of("order", "48213", "question", Answers.question()))
            .build());
  }

  @Override
  public String ask() {
    return ((TextContent) client.callTool(request).content().get(0)).text();
  }
}
