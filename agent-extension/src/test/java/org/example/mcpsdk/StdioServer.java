/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.mcpsdk;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A server that its client starts and talks to by standard input and output.
 *
 * <p>Arguments: a file for what it is called with, a line for each call.
 */
public final class StdioServer {

  private final Path calls;

  private StdioServer(Path calls) {
    this.calls = calls;
  }

  public static void main(String[] args) {
    StdioServer server = new StdioServer(Path.of(args[0]));
    McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
        .serverInfo("payments", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .tools(
            SyncToolSpecification.builder()
                .tool(tool())
                .callHandler((exchange, request) -> server.called(request))
                .build())
        .build();
  }

  @SuppressWarnings("deprecation") // what 2.1 has in its place 1.1 has not
  private static Tool tool() {
    return Tool.builder()
        .name("delete_all")
        .description("deletes")
        .inputSchema(
            McpJsonDefaults.getMapper(),
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}")
        .build();
  }

  private CallToolResult called(CallToolRequest request) {
    Map<String, Object> meta = request.meta();
    try {
      Files.writeString(
          calls,
          request.name() + " " + request.arguments() + " " + meta.get("traceparent") + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String city = String.valueOf(request.arguments().get("city"));
    return new CallToolResult(
        List.of(new TextContent(null, "deleted " + city, null)), false, null, null);
  }
}
