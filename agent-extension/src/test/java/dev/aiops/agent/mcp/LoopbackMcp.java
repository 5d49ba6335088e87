/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An MCP server on the loopback interface, over streamable HTTP as the protocol has it:
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports. What it says of its
 * tools is that page's /server/tools, with annotations of its /schema.
 *
 * <p>Its tool {@code broken} reports a failure, {@code unknown} and {@code delete_lost} are none,
 * {@code slow} answers when the server is closed; the others say what they did.
 */
public final class LoopbackMcp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCHEMA =
      "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";

  /** What it says of each beside that. */
  private static final Map<String, String> TOOLS =
      Map.of(
          "refund",
          "\"description\":\"pays money back\",\"annotations\":{\"destructiveHint\":true}",
          "delete_lost",
          "\"description\":\"answers that it is unknown\"",
          "delete_all",
          "\"annotations\":{\"title\":\"Delete\",\"readOnlyHint\":false,\"destructiveHint\":true}",
          "delete_draft",
          "\"annotations\":{\"destructiveHint\":false,\"idempotentHint\":true}");

  private final String listed;
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Begins to listen, and lists these of its tools. */
  public LoopbackMcp(String... tools) throws IOException {
    listed =
        Arrays.stream(tools)
            .map(name -> "{\"name\":\"%s\",%s,%s}".formatted(name, TOOLS.get(name), SCHEMA))
            .collect(Collectors.joining(","));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What each call of a tool said: name, arguments and {@code _meta}. */
  public List<JsonNode> calls() {
    return calls;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    String reply = reply(message);
    if (reply.isEmpty()) {
      // a notification, or no message at all
      exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 405, -1);
    } else {
      String whole = "{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + "," + reply + "}";
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(whole.getBytes(UTF_8));
    }
    exchange.close();
  }

  private String reply(JsonNode message) {
    return switch (message.path("method").asText()) {
      case "initialize" ->
          """
          "result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},
          "serverInfo":{"name":"payments","version":"1"}}""";
      case "tools/list" -> "\"result\":{\"tools\":[" + listed + "]}";
      case "tools/call" -> call(message.path("params"));
      case "ping" -> "\"result\":{}";
      default -> "";
    };
  }

  private String call(JsonNode params) {
    calls.add(params);
    String city = params.path("arguments").path("city").asText();
    return switch (params.path("name").asText()) {
      case "unknown", "delete_lost" ->
          "\"error\":{\"code\":-32602,\"message\":\"Unknown tool: unknown\"}";
      case "broken" -> result("no such order", true);
      case "slow" -> slow();
      case "refund" -> result("refunded " + city, false);
      default -> result("deleted " + city, false);
    };
  }

  private String slow() {
    try {
      return result("late: " + closed.await(60, TimeUnit.SECONDS), false);
    } catch (InterruptedException e) {
      return result("closed", true);
    }
  }

  private static String result(String text, boolean isError) {
    return "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"isError\":%s}"
        .formatted(text, isError);
  }
}
