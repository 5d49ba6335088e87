/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The contract of approvals over HTTP on the loopback interface, with states kept in memory: what
 * an agent may rely on, and what goes wrong on the way, on demand. It is not the product's control
 * plane: it has no log, no roles and no tokens.
 */
public final class LoopbackApprovals implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LoopbackBook book = new LoopbackBook();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch watched = new CountDownLatch(1);
  private final AtomicInteger consumeAsked = new AtomicInteger();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private volatile String rules = rule("refunds", "refund*", 10_000);
  private volatile boolean rulesKnown = true;
  private volatile boolean hangs;
  private volatile Predicate<JsonNode> held = arguments -> true;
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private volatile @Nullable Runnable beforeConsumeReply;
  private volatile int port;
  private HttpServer server;

  /** Starts on a free port, with one rule that holds every tool named refund…. */
  public LoopbackApprovals() {
    server = serve();
  }

  /** A rule, as the agent reads it. */
  public static String rule(String name, String tools, long waitMillis) {
    return "{\"name\":\"%s\",\"tools\":[\"%s\"],\"agents\":[],\"conditional\":true,\"wait_millis\":%d}"
        .formatted(name, tools, waitMillis);
  }

  private HttpServer serve() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      started.createContext("/", this::handle);
      started.setExecutor(threads);
      started.start();
      port = started.getAddress().getPort();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Replaces the rules. */
  public void rules(String... all) {
    rules = String.join(",", all);
  }

  /** How long the caller's thread waits for a person. */
  public void waitMillis(long millis) {
    book.waitMillis(millis);
  }

  /** From now on nobody who asks for the rules is answered, until it is closed. */
  public void hangOnRules() {
    hangs = true;
  }

  /** Answers the question for the rules as an older server would: there is no such path. */
  public void withoutRules() {
    rulesKnown = false;
  }

  /** What of the held tools really needs a person. */
  public void holds(Predicate<JsonNode> arguments) {
    held = arguments;
  }

  /** Does what it is told to when an approval is used, and then breaks the connection. */
  public void loseConsumeReplies(int count) {
    repliesToLose.set(count);
  }

  /** Runs {@code step} between the use of an approval and the reply. */
  public void beforeConsumeReply(@Nullable Runnable step) {
    beforeConsumeReply = step;
  }

  /** Does not listen any more. */
  public void stop() {
    server.stop(0);
  }

  /** Listens again where it did, and knows what it knew. */
  public void startAgain() {
    server = serve();
  }

  /** The approvals and who decides them. */
  public LoopbackBook book() {
    return book;
  }

  /** Waits until somebody waits for a decision. */
  public void awaitWatch() throws InterruptedException {
    if (!watched.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody waits for a decision");
    }
  }

  /** How many questions were asked. */
  public int asked() {
    return asked.get();
  }

  /** How often the use of an approval was asked for. */
  public int consumeAsked() {
    return consumeAsked.get();
  }

  /** What was told of actions: status and error type. */
  public List<String> outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Until {@link #close()} interrupts it. */
  private static void hang() throws IOException {
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      if (path.equals("/v1/budgets")) {
        send(exchange, 200, "{\"budgets\":[]}");
      } else if (path.equals("/v1/approval-rules")) {
        if (hangs) hang();
        int status = rulesKnown ? 200 : 404;
        send(exchange, status, "{\"policy_version\":\"1\",\"rules\":[" + rules + "]}");
      } else if (path.equals("/v1/approvals")) {
        request(exchange, body);
      } else {
        approval(exchange, path.split("/", -1), body);
      }
    } finally {
      exchange.close();
    }
  }

  private void request(HttpExchange exchange, JsonNode body) throws IOException {
    asked.incrementAndGet();
    if (!held.test(body.path("arguments"))) {
      send(exchange, 200, "{\"needed\":false,\"policy_version\":\"1\"}");
      return;
    }
    ObjectNode answer = JSON.createObjectNode().put("needed", true);
    answer.set("approval", book.request(body));
    send(exchange, 200, answer.toString());
  }

  private void approval(HttpExchange exchange, String[] path, JsonNode body) throws IOException {
    String id = path[3];
    switch (path.length > 4 ? path[4] : "") {
      case "" -> watch(exchange, id);
      case "consume" -> consume(exchange, id, body);
      case "outcome" -> {
        outcomes.add(body.path("status").asText() + " " + body.path("error_type").asText());
        send(exchange, 200, book.outcome(id, body).toString());
      }
      default -> send(exchange, 404, error("not_found"));
    }
  }

  private void watch(HttpExchange exchange, String id) throws IOException {
    watched.countDown();
    List<Long> numbers = new ArrayList<>();
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      numbers.add(Long.parseLong(pair.substring(pair.indexOf('=') + 1)));
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.set("approval", book.watch(id, numbers.get(0), numbers.get(1)));
    send(exchange, 200, answer.toString());
  }

  private void consume(HttpExchange exchange, String id, JsonNode body) throws IOException {
    consumeAsked.incrementAndGet();
    String refusal = book.consume(id, body);
    Runnable step = beforeConsumeReply;
    if (step != null) {
      step.run();
    }
    if (repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return; // the connection is closed without a word
    } else if (refusal != null) {
      send(exchange, 409, error(refusal));
    } else {
      ObjectNode answer = JSON.createObjectNode().put("execution", "exe-" + id);
      answer.set("approval", book.view(id));
      send(exchange, 200, answer.toString());
    }
  }

  private static String error(String rule) {
    return "{\"error\":{\"rule\":\"%s\",\"message\":\"refused\",\"remedy\":\"none\",\"standing\":null}}"
        .formatted(rule);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
