/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model provider on loopback. Speaks {@code /v1/chat/completions}, {@code /v1/responses} (JSON
 * and server-sent events), {@code /v1/embeddings}, Anthropic's {@code /v1/messages}, Gemini's
 * {@code …/models/{model}:generateContent} and {@code :streamGenerateContent}, Bedrock's {@code
 * /model/{model}/converse}, {@code /converse-stream}, {@code /invoke} and {@code
 * /invoke-with-response-stream}, and OpenAI's also below Azure's {@code
 * /openai/deployments/{deployment}/}. The same requests get the same answers on every run. It bills
 * each request into its own {@link BillingLedger}. How a request can be made to fail, see {@link
 * Directives}.
 *
 * <p>Admin: {@code GET /admin/ledger}, {@code DELETE /admin/ledger}; {@code PUT /admin/directives}
 * and {@code PUT /admin/script} replace what holds for all requests.
 */
public final class ProviderSimulator implements AutoCloseable {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  static {
    // else the JDK's server answers on a kept connection wait up to 40 ms for a delayed ACK
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Clock clock;
  private final Offers offers;
  private final Attempts attempts = new Attempts();
  private final BillingLedger ledger = new BillingLedger();
  private final AtomicLong numbers = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Directives standing;
  private volatile Script script;

  private ProviderSimulator(Builder builder) throws IOException {
    clock = builder.clock;
    offers = new Offers(clock);
    standing = builder.directives;
    script = builder.script;
    threads = Executors.newCachedThreadPool(ProviderSimulator::thread);
    server = HttpServer.create(new InetSocketAddress(LOOPBACK, builder.port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "provider");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts one on a free port, without delays or faults of its own. */
  public static ProviderSimulator start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What an OpenAI client takes as its base URL, say {@code http://127.0.0.1:4010/v1}. */
  public String baseUrl() {
    return root() + "/v1";
  }

  /** Where it listens, without a path. */
  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The provider's own book. */
  public BillingLedger ledger() {
    return ledger;
  }

  /** Replaces the directives that hold for every request; see {@link Builder#directives}. */
  public void directives(String directives) {
    standing = Directives.parse(directives);
  }

  /** Stops answering; held requests are hung up on. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Received request = Received.read(numbers.incrementAndGet(), clock.instant(), exchange);
    if (request.path().startsWith("/admin/")) admin(request);
    else serve(request);
  }

  private void serve(Received request) throws IOException {
    if (!request.exchange().getRequestMethod().equals("POST")) {
      Replies.error(request.exchange(), 404, "Invalid URL: only POST is simulated");
      return;
    }
    try {
      ObjectNode body = object(request.json());
      Offer offer = offers.offer(request.path(), body, script, standing, request.directives());
      Fault fault = attempts.fault(offer.how(), request.sha256());
      new Serving(request, offer, ledger, this::pause).serve(fault);
    } catch (JsonProcessingException e) {
      request.refuse(400, "We could not parse the JSON body of your request.");
    } catch (IllegalArgumentException e) {
      request.refuse(400, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) return object;
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private void admin(Received request) throws IOException {
    String order = request.exchange().getRequestMethod() + " " + request.path();
    try {
      switch (order) {
        case "GET /admin/ledger" -> {}
        case "DELETE /admin/ledger" -> ledger.reset();
        case "PUT /admin/directives" -> standing = Directives.parse(request.text());
        case "PUT /admin/script" -> script = Script.parse(request.text());
        default -> throw new IllegalArgumentException("no such order: " + order);
      }
      Replies.json(request.exchange(), 200, LedgerJson.of(ledger));
    } catch (IllegalArgumentException e) {
      Replies.error(request.exchange(), 400, String.valueOf(e.getMessage()));
    }
  }

  private void pause(Duration duration) {
    if (duration.isZero()) return;
    try {
      closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How to start a simulator; everything has a default. */
  public static final class Builder {

    private int port;
    private Clock clock = Clock.systemUTC();
    private Directives directives = Directives.NONE;
    private Script script = Script.EMPTY;

    private Builder() {}

    /** Port on 127.0.0.1; 0, the default, takes a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Dates the answers and the ledger; default: the system's clock. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * What holds for every request, as {@code key=value} words, say {@code first-byte=20ms
     * chunk=5ms}; default: nothing.
     */
    public Builder directives(String words) {
      directives = Directives.parse(words);
      return this;
    }

    /** What the model says to whom: a JSON list of rules, see {@link Script}; default: none. */
    public Builder script(String json) {
      script = Script.parse(json);
      return this;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if the port is taken
     */
    public ProviderSimulator start() {
      try {
        return new ProviderSimulator(this);
      } catch (IOException e) {
        throw new IllegalStateException(
            "port " + port + " of 127.0.0.1 cannot be listened on: choose another", e);
      }
    }
  }
}
