/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An MCP server on the loopback interface with one tool, over streamable HTTP as the protocol has
 * it: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports.
 */
final class LoopbackMcp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> called = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  LoopbackMcp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The arguments of each call of the tool. */
  List<String> called() {
    return called;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    String result = result(message);
    if (result.isEmpty()) {
      // a notification, or no message at all
      exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 405, -1);
    } else {
      String reply =
          "{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + ",\"result\":" + result + "}";
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(reply.getBytes(UTF_8));
    }
    exchange.close();
  }

  private String result(JsonNode message) {
    return switch (message.path("method").asText()) {
      case "initialize" ->
          """
          {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},
          "serverInfo":{"name":"payments","version":"1"}}""";
      case "tools/list" ->
          """
          {"tools":[{"name":"refund","description":"pays money back",
          "inputSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}""";
      case "tools/call" -> call(message.path("params").path("arguments"));
      case "ping" -> "{}";
      default -> "";
    };
  }

  private String call(JsonNode arguments) {
    called.add(arguments.toString());
    return "{\"content\":[{\"type\":\"text\",\"text\":\"refunded "
        + arguments.path("city").asText()
        + "\"}],\"isError\":false}";
  }
}
