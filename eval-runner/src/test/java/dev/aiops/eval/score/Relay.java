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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a ClickHouse, and passes on what it is asked, unless it is told otherwise. */
public final class Relay implements AutoCloseable {

  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect",
          "date");

  private final ClickHouse behind;
  private final AtomicInteger toLose = new AtomicInteger();
  private final AtomicInteger toHold = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean away;

  public Relay(ClickHouse behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  public ClickHouse handle() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ClickHouse(url, behind.database(), behind.user(), behind.password());
  }

  /** The next inserts are carried out, and their replies lost. */
  void loseReplies(int inserts) {
    toLose.set(inserts);
  }

  /** Whether nobody gets an answer, and nothing is passed on. */
  public void setAway(boolean isAway) {
    away = isAway;
  }

  /** The next insert is under way until it is released. */
  public void holdInsert() {
    toHold.set(1);
  }

  /** Waits until there is one that is held. */
  public void awaitHeld() throws InterruptedException {
    require(held.await(20, TimeUnit.SECONDS));
  }

  /** Lets it arrive, and waits until it has. */
  public void release() throws InterruptedException {
    released.countDown();
    require(arrived.await(20, TimeUnit.SECONDS));
  }

  private static void require(boolean inTime) {
    if (!inTime) {
      throw new IllegalStateException("no insert was held, or it did not arrive");
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (away) {
      exchange.close();
      return;
    }
    boolean isInsert =
        new String(body, 0, Math.min(body.length, 6), StandardCharsets.UTF_8).equals("INSERT");
    boolean isHeld = isInsert && toHold.getAndDecrement() > 0;
    if (isHeld) {
      hold();
    }
    HttpResponse<byte[]> answer = ask(exchange, body);
    if (isHeld) {
      arrived.countDown();
    }
    if (isInsert && toLose.getAndDecrement() > 0) {
      exchange.close();
      return;
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private void hold() throws InterruptedIOException {
    held.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind.url() + exchange.getRequestURI().toString()))
            .POST(BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
