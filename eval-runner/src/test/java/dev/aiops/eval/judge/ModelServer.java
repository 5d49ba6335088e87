/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider on this machine; it answers as it is told and keeps what it was asked. */
public final class ModelServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TICKET = Pattern.compile("the text ([0-9a-f]{12}), as it stands");

  private final HttpServer server;
  private final Function<JsonNode, Reply> answer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  private ModelServer(Function<JsonNode, Reply> answer) throws IOException {
    this.answer = answer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A status and a body. */
  public record Reply(int status, String body) {}

  public static ModelServer replying(Function<JsonNode, Reply> answer) {
    try {
      return new ModelServer(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that speaks chat completions; what it says may have {@code $TICKET} in it. */
  public static ModelServer saying(Function<JsonNode, String> words) {
    return replying(request -> new Reply(200, completion(words.apply(request), ticket(request))));
  }

  /** The same verdict always. */
  public static ModelServer judging(String label) {
    return saying(request -> verdict(label));
  }

  public static String verdict(String label) {
    return "{\"reason\": \"as told\", \"label\": \"" + label + "\", \"ticket\": \"$TICKET\"}";
  }

  private static String completion(String words, String ticket) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "c-1").put("object", "chat.completion").put("model", "judge-1");
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop");
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", words.replace("$TICKET", ticket));
    body.putObject("usage")
        .put("prompt_tokens", 1_000)
        .put("completion_tokens", 50)
        .put("total_tokens", 1_050);
    return body.toString();
  }

  /** What the instructions of a request say that its answer must repeat. */
  static String ticket(JsonNode request) {
    Matcher found = TICKET.matcher(request.toString());
    return found.find() ? found.group(1) : "none";
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    asked.add(request);
    Reply reply = answer.apply(request);
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public List<JsonNode> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
