/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.mcp;

import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.util.List;

/**
 * An app whose agent has the tools of an MCP server, by LangChain4j's client.
 *
 * <p>Arguments: the provider's port, the port of the MCP server, then the names of the cases.
 */
public final class McpApp {

  private McpApp() {}

  @SuppressWarnings("try") // nobody interrupts this thread while it closes the client
  public static void main(String[] args) throws Exception {
    String url = "http://127.0.0.1:" + args[1] + "/mcp";
    try (McpClient client =
        new DefaultMcpClient.Builder()
            .key("payments")
            .autoHealthCheck(false)
            .transport(new StreamableHttpMcpTransport.Builder().url(url).build())
            .build()) {
      for (String name : List.of(args).subList(2, args.length)) {
        System.out.println(name + " -> " + answer(args[0], name, client).replace('\n', ' '));
      }
    }
    System.exit(0);
  }

  private static String answer(String provider, String name, McpClient client) {
    try {
      return AiServices.builder(Clerk.class)
          .chatModel(
              OpenAiChatModel.builder()
                  .baseUrl("http://127.0.0.1:" + provider + "/tools-" + name + "/v1")
                  .apiKey("sk-test")
                  .modelName(name)
                  .build())
          .toolProvider(McpToolProvider.builder().mcpClients(client).build())
          .build()
          .help("please refund my order");
    } catch (RuntimeException e) {
      return "threw " + e;
    }
  }

  interface Clerk {
    String help(String question);
  }
}
