/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model provider on the loopback interface that speaks the OpenAI chat and embeddings protocols
 * and misbehaves on demand: the first segment of the path is the scenario, {@code
 * /cut/v1/chat/completions}.
 *
 * <p>Each answer reports 100 input tokens of which 40 cached, and 20 output tokens of which 8
 * reasoning.
 */
public final class LoopbackProvider implements AutoCloseable {

  static final int INPUT_TOKENS = 100;
  static final int CACHED_TOKENS = 40;
  static final int OUTPUT_TOKENS = 20;
  static final int REASONING_TOKENS = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConcurrentHashMap<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final Set<String> traceHeaders = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private LoopbackProvider(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static LoopbackProvider start() {
    try {
      LoopbackProvider provider =
          new LoopbackProvider(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      provider.server.createContext("/", provider::handle);
      provider.server.setExecutor(provider.threads);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Base URL whose answers follow {@code scenario}. */
  String url(String scenario) {
    return "http://127.0.0.1:" + port() + "/" + scenario + "/v1";
  }

  /** The arguments of {@code SmokeApp}. */
  public String[] arguments(String... cases) {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port())));
    arguments.addAll(List.of(cases));
    return arguments.toArray(new String[0]);
  }

  /** How many requests reached {@code scenario}. */
  int requests(String scenario) {
    return requests.getOrDefault(scenario, new AtomicInteger()).get();
  }

  /** Headers of a trace that any request carried. */
  Set<String> traceHeaders() {
    return traceHeaders;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    Stream.of("traceparent", "tracestate", "baggage")
        .filter(exchange.getRequestHeaders()::containsKey)
        .forEach(traceHeaders::add);
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    int number =
        requests.computeIfAbsent(path[1], ignored -> new AtomicInteger()).incrementAndGet();
    try {
      answer(exchange, path, request, number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // not in a finally: closing ends the body properly, and a cut one must not
    exchange.close();
  }

  private static void answer(HttpExchange exchange, String[] path, JsonNode request, int number)
      throws IOException, InterruptedException {
    String scenario = path[1].replaceAll("-.*", "");
    switch (scenario) {
      case "retry" -> {
        if (number == 1) {
          error(exchange, 429);
          return;
        }
      }
      case "fail" -> {
        error(exchange, 500);
        return;
      }
      case "refuse" -> {
        error(exchange, 400);
        return;
      }
      case "slow" -> Thread.sleep(5_000);
      case "malformed" -> {
        send(exchange, 200, "application/json", "{\"choices\": [ {\"mess");
        return;
      }
      case "fixed" -> Thread.sleep(20);
      default -> {}
    }
    if (path[path.length - 1].equals("embeddings")) {
      send(exchange, 200, "application/json", embeddings(request));
    } else if (request.path("stream").asBoolean()) {
      stream(exchange, scenario, request);
    } else if (scenario.equals("cut")) {
      cutBody(exchange, completion(scenario, request).toString());
    } else {
      send(exchange, 200, "application/json", completion(scenario, request).toString());
    }
  }

  private static void cutBody(HttpExchange exchange, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length() + 100L);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cut on demand");
  }

  private static void error(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "0");
    send(exchange, status, "application/json", "{\"error\":{\"message\":\"on demand\"}}");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String embeddings(JsonNode request) {
    ObjectNode response = JSON.createObjectNode();
    response.put("object", "list").put("model", request.path("model").asText());
    ArrayNode data = response.putArray("data");
    int inputs = request.path("input").isArray() ? request.path("input").size() : 1;
    for (int i = 0; i < inputs; i++) {
      ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
      one.putArray("embedding").add(0.25).add(0.5);
    }
    response.putObject("usage").put("prompt_tokens", 7 * inputs).put("total_tokens", 7 * inputs);
    return response.toString();
  }

  private static ObjectNode head(String scenario, JsonNode request, String object) {
    String model = request.path("model").asText();
    return JSON.createObjectNode()
        .put("id", "chatcmpl-" + scenario)
        .put("object", object)
        .put("created", 1_780_000_000)
        .put("model", scenario.equals("othermodel") ? model + "-2026-01-01" : model)
        .put("service_tier", "default");
  }

  private static ObjectNode completion(String scenario, JsonNode request) {
    ObjectNode response = head(scenario, request, "chat.completion");
    ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (wantsTools(scenario, request)) {
      message.putNull("content");
      toolCalls(message.putArray("tool_calls"), request);
      choice.put("finish_reason", "tool_calls");
    } else {
      message.put("content", text(request));
      choice.put("finish_reason", "stop");
    }
    if (!scenario.equals("nousage")) {
      response.set("usage", usage());
    }
    return response;
  }

  private static ObjectNode usage() {
    ObjectNode usage =
        JSON.createObjectNode()
            .put("prompt_tokens", INPUT_TOKENS)
            .put("completion_tokens", OUTPUT_TOKENS)
            .put("total_tokens", INPUT_TOKENS + OUTPUT_TOKENS);
    usage.putObject("prompt_tokens_details").put("cached_tokens", CACHED_TOKENS);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", REASONING_TOKENS);
    return usage;
  }

  private static boolean wantsTools(String scenario, JsonNode request) {
    return scenario.equals("tools")
        && request.path("tools").size() > 0
        && lastMessage(request).path("role").asText().equals("user");
  }

  private static void toolCalls(ArrayNode calls, JsonNode request) {
    int index = 0;
    for (JsonNode tool : request.path("tools")) {
      ObjectNode call = calls.addObject().put("index", index).put("id", "call_" + index++);
      call.put("type", "function");
      call.putObject("function")
          .put("name", tool.path("function").path("name").asText())
          .put("arguments", "{\"arg0\":\"x\",\"city\":\"Bern\"}");
    }
  }

  private static JsonNode lastMessage(JsonNode request) {
    JsonNode messages = request.path("messages");
    return messages.path(messages.size() - 1);
  }

  private static String text(JsonNode request) {
    return "echo: " + lastMessage(request).path("content").asText();
  }

  private static void stream(HttpExchange exchange, String scenario, JsonNode request)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    if (wantsTools(scenario, request)) {
      streamToolCalls(out, scenario, request);
      return;
    }
    int chunk = 0;
    for (String word : text(request).split("(?<= )", -1)) {
      if (chunk++ == 2 && scenario.equals("cut")) {
        throw new IOException("cut on demand");
      }
      if (scenario.equals("drip")) {
        Thread.sleep(50);
      }
      event(out, delta(scenario, request, JSON.createObjectNode().put("content", word), null));
    }
    if (!scenario.equals("half")) {
      finish(out, scenario, request, "stop");
    }
  }

  private static void streamToolCalls(OutputStream out, String scenario, JsonNode request)
      throws IOException {
    ObjectNode delta = JSON.createObjectNode();
    toolCalls(delta.putArray("tool_calls"), request);
    event(out, delta(scenario, request, delta, null));
    finish(out, scenario, request, "tool_calls");
  }

  private static void finish(OutputStream out, String scenario, JsonNode request, String reason)
      throws IOException {
    event(out, delta(scenario, request, JSON.createObjectNode(), reason));
    if (!scenario.equals("nousage")) {
      ObjectNode last = head(scenario, request, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      event(out, last.toString());
    }
    event(out, "[DONE]");
  }

  private static String delta(
      String scenario, JsonNode request, ObjectNode delta, @Nullable String reason) {
    ObjectNode chunk = head(scenario, request, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", reason);
    return chunk.toString();
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }
}
