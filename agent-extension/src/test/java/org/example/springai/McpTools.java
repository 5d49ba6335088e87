/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.mcp.SyncMcpToolCallback;
import org.springframework.ai.tool.ToolCallback;

/**
 * A client whose tools are those of an MCP server, by names that begin with {@code shop_}. Apart,
 * as apps that have no such tools have not its libraries.
 */
final class McpTools {

  private McpTools() {}

  @SuppressWarnings("removal") // of the tools of a request, as the app's other cases give them
  static String ask(ChatModel model, String question, String url) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(url).build();
    try (McpSyncClient client = McpClient.sync(transport).build()) {
      client.initialize();
      List<ToolCallback> tools =
          client.listTools().tools().stream().map(tool -> callback(client, tool)).toList();
      return ChatClient.create(model).prompt(question).toolCallbacks(tools).call().content();
    }
  }

  private static ToolCallback callback(McpSyncClient client, Tool tool) {
    return SyncMcpToolCallback.builder()
        .mcpClient(client)
        .tool(tool)
        .prefixedToolName("shop_" + tool.name())
        .build();
  }
}
