/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.serve.TestService.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A client that asks, spends, reports and closes, and says each thing again until it is answered.
 * What it spent is what it last reported, so the log must come to the same.
 */
final class Spender implements Callable<Spender> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLOSES = 40;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> granted = new LinkedHashMap<>();
  private final List<ServiceProcess> services;
  private final String token;
  private final String budget;
  private final String process;
  private final Random random;
  private final AtomicInteger answered;
  private final BooleanSupplier goesOn;
  private String lease = "";
  private long mayUse;
  private long spent;
  private long spentBefore;
  private long seq;
  private int closes;
  private int asks;

  Spender(
      List<ServiceProcess> services,
      String token,
      String budget,
      int number,
      AtomicInteger answered,
      BooleanSupplier goesOn) {
    this.services = services;
    this.token = token;
    this.budget = budget;
    process = budget + "-" + number;
    random = new Random(number);
    this.answered = answered;
    this.goesOn = goesOn;
  }

  @Override
  public Spender call() throws Exception {
    while (goesOn.getAsBoolean()) {
      step();
    }
    if (!lease.isEmpty()) {
      close();
    }
    return this;
  }

  private void step() throws Exception {
    int what = random.nextInt(20);
    if (lease.isEmpty() || what < 10) {
      ask();
    } else if (what == 19 && closes < CLOSES) {
      close();
    } else {
      report();
    }
  }

  /** All it spent. */
  long spent() {
    return spentBefore + spent;
  }

  /** What each request that was answered got, by request id. */
  Map<String, String> granted() {
    return granted;
  }

  private void ask() throws Exception {
    String request = process + "#" + ++asks;
    Reply reply = insist("/v1/leases", grant(request));
    if (reply.status() != 200) {
      assertThat(reply.rule()).isIn("cap_reached", "held_in_leases", "too_many_leases");
      return;
    }
    granted.put(request, reply.text("lease") + " " + reply.text("amount_nanos"));
    if (!reply.text("lease").equals(lease)) {
      lease = reply.text("lease");
      mayUse = 0;
      seq = 0;
    }
    mayUse = Math.max(mayUse, Long.parseLong(reply.text("granted_nanos")));
  }

  private String grant(String request) {
    return TestService.grant(request, process, "20000000").replace("support-live", budget);
  }

  private void report() throws Exception {
    spent = Math.min(mayUse, spent + random.nextInt(100_000));
    JsonNode told = insist("/v1/leases/report", totals()).lease(0);
    assertThat(told.path("error").isNull()).as(told.toString()).isTrue();
  }

  private void close() throws Exception {
    JsonNode told = insist("/v1/leases/close", totals()).lease(0);
    assertThat(told.path("state").asText()).as(told.toString()).isEqualTo("returned");
    assertThat(told.path("charged_nanos").asLong()).isEqualTo(spent);
    spentBefore += spent;
    spent = 0;
    lease = "";
    closes++;
  }

  private String totals() {
    return TestService.report(process, lease, ++seq, spent, 0);
  }

  /** Sends the same until it is answered by one that knows. */
  private Reply insist(String path, String body) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      int port = services.get(random.nextInt(services.size())).port();
      try {
        HttpRequest request =
            TestService.request(port, path, token).POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
        if (reply.statusCode() < 500) {
          answered.incrementAndGet();
          return new Reply(reply.statusCode(), Contract.JSON.readTree(reply.body()));
        }
      } catch (IOException e) {
        // killed under it: nobody knows whether it was done, so it is said again
      }
    }
    throw new AssertionError("no answer within " + PATIENCE + " to " + body);
  }
}
