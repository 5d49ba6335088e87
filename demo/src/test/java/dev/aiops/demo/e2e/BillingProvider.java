/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.Cost;
import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.ModelUse;
import dev.aiops.pricing.PriceCatalogue;
import dev.aiops.pricing.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider of chat completions that bills a share of the most that a request can cost, from the
 * moment in which it has arrived: also those whose sender is dead when the answer is ready.
 */
final class BillingProvider implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MODEL = "gpt-4o";
  private static final long LONGEST_HOLD_SECONDS = 120;

  static {
    // else it closes connections, above 200 or after 30 s, while the next request is on its way: an
    // attempt that fails so is charged, as nobody can know that it was not billed
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    System.setProperty("sun.net.httpserver.idleInterval", "600");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int percent;
  private final long answerMillis;
  private final PriceCatalogue prices;
  private final CostBounds bounds;
  private final Queue<ProviderCall> book = new ConcurrentLinkedQueue<>();
  private final AtomicLong billed = new AtomicLong();
  private final AtomicLong bounded = new AtomicLong();
  private final AtomicLong largest = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile CountDownLatch held = new CountDownLatch(0);

  private BillingProvider(int percent, long answerMillis) throws IOException {
    this.percent = percent;
    this.answerMillis = answerMillis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    prices = PriceCatalogue.bundled().withHosts(Map.of(authority(), "openai"));
    bounds = CostBounds.by(prices);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::serve);
    server.start();
  }

  /** Bills so many percent of each bound and answers after so long. */
  static BillingProvider start(int percent, long answerMillis) {
    try {
      return new BillingProvider(percent, answerMillis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String baseUrl() {
    return "http://" + authority() + "/v1";
  }

  /** All that was billed, in nano-USD. */
  long billed() {
    return billed.get();
  }

  /** The most that all requests together could cost, in nano-USD. */
  long bounds() {
    return bounded.get();
  }

  /** The largest bound of a request so far, in nano-USD. */
  long largestBound() {
    return largest.get();
  }

  /** Requests that were answered. */
  long answered() {
    return answered.get();
  }

  /** All requests. */
  List<ProviderCall> calls() {
    return List.copyOf(book);
  }

  /** Requests of {@code sender} that were not answered. */
  List<ProviderCall> open(String sender) {
    return book.stream().filter(call -> call.sender.equals(sender) && call.isOpen()).toList();
  }

  /** Answers nobody from now on. */
  void hold() {
    held = new CountDownLatch(1);
  }

  /** Answers those who were held, and all others. */
  void release() {
    held.countDown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    CostBound.Bounded bound = bound(JSON.readTree(body), body.length);
    Usage usage = usage(bound);
    ProviderCall call = bill(exchange, bound, usage);
    think();
    byte[] answer = answer(usage).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
    call.answered();
    answered.incrementAndGet();
  }

  private ProviderCall bill(HttpExchange exchange, CostBound.Bounded bound, Usage usage) {
    Cost cost = prices.cost(new ModelUse("openai", authority(), MODEL, Instant.now(), usage));
    ProviderCall call =
        new ProviderCall(
            exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""),
            exchange.getRequestHeaders().getFirst("traceparent"),
            bound.nanoUsd(),
            ((Cost.Known) cost).nanoUsd());
    book.add(call);
    billed.addAndGet(call.billed);
    bounded.addAndGet(call.bound);
    largest.accumulateAndGet(call.bound, Math::max);
    return call;
  }

  private CostBound.Bounded bound(JsonNode request, int bytes) {
    CallFacts facts =
        CallFacts.builder(bytes)
            .messages(request.get("messages").size())
            .maxOutputTokens(request.get("max_completion_tokens").asLong())
            .build();
    return (CostBound.Bounded)
        bounds.of("openai", authority(), MODEL, Instant.now(), facts, 0, null);
  }

  private Usage usage(CostBound.Bounded bound) {
    return Usage.builder()
        .inputTokens(share(bound.inputTokens()))
        .outputTokens(share(bound.outputTokens()))
        .build();
  }

  private long share(long tokens) {
    return Math.max(1, tokens * percent / 100);
  }

  private void think() {
    try {
      TimeUnit.MILLISECONDS.sleep(answerMillis);
      if (!held.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test never let the provider answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is closed
    }
  }

  private static String answer(Usage usage) {
    return """
        {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,\
        "message":{"role":"assistant","content":"yes"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}
        """
        .formatted(
            usage.inputTokens(), usage.outputTokens(), usage.inputTokens() + usage.outputTokens());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
