/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One address for budgets of the real engine and approvals that a test decides, so that one app
 * shows both: an app's start is most of what its test takes.
 */
public final class ControlAndApprovals implements AutoCloseable {

  private final TestControl control;
  private final LoopbackApprovals approvals = new LoopbackApprovals();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer front;
  private volatile Duration slowness = Duration.ZERO;

  /** Starts on a free port, with that policy and the rule that holds every tool named refund…. */
  public ControlAndApprovals(String policy) throws Exception {
    control = new TestControl(policy, Instant.now());
    front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.createContext("/", this::handle);
    front.setExecutor(threads);
    front.start();
  }

  /** From now on a question for money, or about an action, is answered only after so long. */
  public ControlAndApprovals slow(Duration by) {
    slowness = by;
    return this;
  }

  private boolean isSlow(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.equals("/v1/leases") || path.equals("/v1/approvals");
  }

  /** Where it listens. */
  public int port() {
    return front.getAddress().getPort();
  }

  /** The budgets. */
  public TestControl control() {
    return control;
  }

  /** The approvals. */
  public LoopbackApprovals approvals() {
    return approvals;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(isSlow(exchange) ? slowness.toMillis() : 0);
      HttpResponse<byte[]> answer = client.send(request(exchange), BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    int port = path.startsWith("/v1/approval") ? approvals.port() : control.port();
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return request.build();
  }

  @Override
  public void close() {
    front.stop(0);
    threads.shutdownNow();
    approvals.close();
    control.close();
  }
}
