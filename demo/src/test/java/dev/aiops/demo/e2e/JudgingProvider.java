/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks chat completions, and passes all that it is to judge. */
final class JudgingProvider implements AutoCloseable {

  private static final Pattern TICKET = Pattern.compile("the text ([0-9a-f]{12}), as it stands");
  private static final String ANSWER =
      """
      {"id": "c-1", "object": "chat.completion", "model": "gpt-4o-mini-2024-07-18",
       "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
         "content": "{\\"reason\\": \\"it is civil\\", \\"label\\": \\"pass\\", \\"ticket\\": \\"%s\\"}"}}],
       "usage": {"prompt_tokens": 600, "completion_tokens": 40, "total_tokens": 640}}
      """;

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private JudgingProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static JudgingProvider start() {
    try {
      return new JudgingProvider();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(request);
    Matcher ticket = TICKET.matcher(request);
    byte[] body = ANSWER.formatted(ticket.find() ? ticket.group(1) : "").getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
