/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.label.Label;
import dev.aiops.approval.label.LabelBook;
import dev.aiops.approval.label.LabelBookException;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.label.Review;
import dev.aiops.approval.label.Sample;
import dev.aiops.approval.log.FaultyLog;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.policy.PolicyFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log takes rows and its answer is lost, or it takes none. */
class LostAnswerTest {

  private static final String SECRET = "a-token-of-a-test";

  private static final SequencerSettings NO_PATIENCE =
      new SequencerSettings(100, 100, Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(100));

  private final FaultyLog log = new FaultyLog(new MemoryControlLog());
  private final HttpClient client = HttpClient.newHttpClient();
  private Engine engine;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    engine = Engine.start(log, Limits.DEFAULT, NO_PATIENCE, InstantSource.system());
    String yaml = "budgets:\n  - name: all\n    daily_cap: 1.00\n";
    engine.policy(PolicyFile.read("test", yaml), "test").get(10, TimeUnit.SECONDS);
    Glob any = new Glob("*");
    Token token = new Token("agent", Secret.sha256(SECRET), new Scope(any, any, any), Set.of());
    Tokens tokens = new Tokens(List.of(token));
    Hooks hooks =
        new Hooks(
            () -> tokens,
            () -> Users.NONE,
            List::of,
            () -> "",
            Optional::empty,
            new Labelling(new LabelsAway(), InstantSource.system()),
            rule -> {},
            () -> {});
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(10), 1000);
    server = HttpServer.start(settings, engine, hooks, InstantSource.system());
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  @Test
  void grant_whoseOutcomeIsUnknown_isGivenOnceWhenSentAgain() throws Exception {
    log.lostReplies.set(1);
    HttpResponse<String> first = ask();
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).contains("1");
    assertThat(first.body())
        .contains("\"rule\":\"outcome_unknown\"")
        .contains("send it again with the same request_id, which does it only once");
    HttpResponse<String> again = ask();
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"granted_nanos\":\"600000000\"");
    assertThat(ask().body()).contains("\"granted_nanos\":\"600000000\"");
  }

  @Test
  void grant_withoutALog_saysThatNothingWasDone() throws Exception {
    log.unreachable = true;
    HttpResponse<String> reply = ask();
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("\"rule\":\"log_unavailable\"");
    log.unreachable = false;
    assertThat(ask().statusCode()).isEqualTo(200);
  }

  @Test
  void grant_afterTheEngineWasClosed_isSentToAnother() throws Exception {
    engine.close();
    HttpResponse<String> reply = ask();
    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body()).contains("\"rule\":\"shutting_down\"");
  }

  @Test
  void close_underAnAsk_answersItFirst() throws Exception {
    log.holding = new CountDownLatch(1);
    log.held = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(this::asked);
    assertThat(log.holding.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(
            () -> {
              engine.close();
              server.close();
            });
    log.held.countDown();
    assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closed.get(20, TimeUnit.SECONDS);
  }

  private HttpResponse<String> asked() {
    try {
      return ask();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> ask() throws Exception {
    String body =
        """
        {"request_id": "ask-1", "budget": "all", "need_nanos": "600000000",
         "caller": {"service": "a", "environment": "b", "team": ""},
         "process": {"host": "h", "id": "p"}, "reports": []}
        """;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/leases"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + SECRET)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** A server whose ClickHouse is gone: the log of this test is in memory. */
  private record LabelsAway() implements LabelBook {

    @Override
    public Optional<Review> review(String run) {
      throw new LabelBookException("away", false, new IllegalStateException("no ClickHouse"));
    }

    @Override
    public List<Sample> samples() {
      throw new LabelBookException("away", false, new IllegalStateException("no ClickHouse"));
    }

    @Override
    public Label add(String run, Label label, String token) {
      throw new LabelBookException("away", false, new IllegalStateException("no ClickHouse"));
    }
  }
}
