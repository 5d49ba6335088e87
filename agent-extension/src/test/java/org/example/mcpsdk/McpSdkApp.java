/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.mcpsdk;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/**
 * An app on the MCP Java SDK, which knows nothing of this project: it calls a server's tools and
 * prints what it got.
 *
 * <p>Arguments: the server's port, then the cases, each with the name of the tool: {@code
 * sync-approved=delete_all}. Cases of {@code stdio} call a server of their own, which writes to the
 * file of the system property {@code stdio.calls}.
 */
public final class McpSdkApp {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private McpSdkApp() {}

  public static void main(String[] args) {
    String url = "http://127.0.0.1:" + args[0];
    for (String argument : List.of(args).subList(1, args.length)) {
      String[] both = argument.split("=", 2);
      System.out.println(both[0] + " -> " + answer(url, both[0], both[1]).replace('\n', ' '));
    }
    System.out.println("done");
    System.exit(0);
  }

  private static String answer(String url, String name, String tool) {
    CallToolRequest request =
        new CallToolRequest(tool, new TreeMap<>(arguments(name)), Map.of("progressToken", name));
    try {
      return name.startsWith("async")
          ? async(url, name, request)
          : sync(name.startsWith("stdio") ? stdio() : transport(url), name, request);
    } catch (Throwable e) {
      return "threw " + e;
    }
  }

  /** What is no value of JSON, but can be written as one. */
  record City(String name) {}

  private static Map<String, Object> arguments(String name) {
    return switch (name) {
      case "sync-nested" ->
          Map.of(
              "city",
              "Rome",
              "all",
              true,
              "items",
              List.of(new TreeMap<>(Map.of("id", 7, "weight", 0.5, "tags", List.of("a", "b")))));
      case "sync-object" -> Map.of("city", new City("Rome"));
      default -> Map.of("city", "Rome", "count", 2);
    };
  }

  private static McpClientTransport transport(String url) {
    return HttpClientStreamableHttpTransport.builder(url).build();
  }

  private static McpClientTransport stdio() {
    ServerParameters server =
        ServerParameters.builder(ProcessHandle.current().info().command().orElseThrow())
            .args(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StdioServer.class.getName(),
                System.getProperty("stdio.calls"))
            .build();
    return new StdioClientTransport(server, McpJsonDefaults.getMapper());
  }

  private static String sync(McpClientTransport transport, String name, CallToolRequest request) {
    try (McpSyncClient client = McpClient.sync(transport).requestTimeout(LONGEST).build()) {
      client.initialize();
      if (name.endsWith("listed")) {
        client.listTools();
      }
      return name.startsWith("sync-framework")
          ? framework(client, request)
          : told(client.callTool(request));
    }
  }

  /** A tool of LangChain4j that is the server's, by the same name. */
  private static String framework(McpSyncClient client, CallToolRequest request) {
    ToolExecutor tool = (asked, memory) -> told(client.callTool(request));
    return tool.execute(
        ToolExecutionRequest.builder()
            .id("call-1")
            .name(request.name())
            .arguments("{\"count\": 2, \"city\": \"Rome\"}")
            .build(),
        "memory");
  }

  private static String async(String url, String name, CallToolRequest request) {
    McpAsyncClient client = McpClient.async(transport(url)).requestTimeout(LONGEST).build();
    try {
      Mono<?> begun = name.endsWith("listed") ? client.listTools() : client.initialize();
      Mono<CallToolResult> call = begun.then(client.callTool(request));
      return told((name.startsWith("async-left") ? call.timeout(PATIENCE) : call).block(LONGEST));
    } finally {
      client.close();
    }
  }

  private static String told(CallToolResult result) {
    StringBuilder text = new StringBuilder(Boolean.TRUE.equals(result.isError()) ? "error: " : "");
    result.content().forEach(part -> text.append(((TextContent) part).text()));
    return text.toString();
  }
}
