/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A real server that is told, and answers as it is told to. */
public final class Receiver implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DROPPED = -1;
  private static final int SILENT = -2;

  /** What came, and how it was answered. */
  public record Request(Headers headers, String body, int answered) {

    /** The body, which is JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }

    /** A text of the body. */
    public String text(String field) {
      return json().path(field).asText();
    }

    boolean isTaken() {
      return answered == 200;
    }
  }

  /** A status, and a header for it. */
  private record Answer(int status, String header, String value) {}

  private final List<Request> requests = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Function<JsonNode, Answer> answers = body -> new Answer(200, "", "");

  /** On any port that is free. */
  public Receiver() throws IOException {
    this(0);
  }

  /** On a port. */
  public Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/hook");
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers with a status. */
  public void answers(int status) {
    answers = body -> new Answer(status, "", "");
  }

  void answers(int status, String header, String value) {
    answers = body -> new Answer(status, header, value);
  }

  void dropsConnections() {
    answers(DROPPED);
  }

  /** Takes requests and answers none. */
  public void neverAnswers() {
    answers(SILENT);
  }

  void refuses(Predicate<JsonNode> what) {
    answers = body -> new Answer(what.test(body) ? 422 : 200, "", "");
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = answers.apply(JSON.readTree(body));
    note(new Request(exchange.getRequestHeaders(), body, answer.status()));
    if (answer.status() == SILENT) {
      await();
    } else if (answer.status() != DROPPED) {
      if (!answer.header().isEmpty()) {
        exchange.getResponseHeaders().add(answer.header(), answer.value());
      }
      exchange.sendResponseHeaders(answer.status(), 2);
      exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(Request request) {
    requests.add(request);
    notifyAll();
  }

  /** All that came. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What was taken, in order. */
  public List<Request> taken() {
    return requests().stream().filter(Request::isTaken).toList();
  }

  /** Waits until a number of requests was taken; returns those. */
  public List<Request> awaitTaken(int count) throws InterruptedException {
    return awaitCount(count, Request::isTaken);
  }

  /** Waits until a number of requests came. */
  public List<Request> awaitCame(int count) throws InterruptedException {
    return awaitCount(count, any -> true);
  }

  private synchronized List<Request> awaitCount(int count, Predicate<Request> which)
      throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (requests.stream().filter(which).count() < count && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.timedWait(this, 100);
    }
    List<Request> found = requests.stream().filter(which).toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(count);
    return found;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
