/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a ClickHouse, and loses the replies to some inserts after these were carried out.
 */
final class LossyServer implements AutoCloseable {

  private final ClickHouse behind;
  private final AtomicInteger toLose;
  private final HttpServer server;

  LossyServer(ClickHouse behind, int toLose) throws IOException {
    this.behind = behind;
    this.toLose = new AtomicInteger(toLose);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  ClickHouse handle() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ClickHouse(url, behind.database(), behind.user(), behind.password());
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpResponse<byte[]> answer = ask(exchange, body);
    boolean isInsert =
        new String(body, 0, Math.min(body.length, 6), StandardCharsets.UTF_8).equals("INSERT");
    if (isInsert && toLose.getAndDecrement() > 0) {
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(behind.url() + exchange.getRequestURI().toString()))
            .header("X-ClickHouse-User", behind.user())
            .header("X-ClickHouse-Key", behind.password())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
