/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.ControlAndApprovals;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.mcp.LoopbackMcp;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import io.opentelemetry.javaagent.aiops.approval.LoopbackBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on Spring AI under the built agent: 2.0 asks through the providers' own clients, which are
 * hooked themselves; 1.x through Spring's, and its models run tools by themselves.
 */
class SpringAiIT {

  private static final String POLICY =
      """
      budgets:
        - name: support
          daily_cap: 0.50
          lease_seconds: 10
          unknown_price: {input_per_million: 1, output_per_million: 10}
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();
  private final WireProvider local = WireProvider.start();
  private final LoopbackMcp mcp = new LoopbackMcp("delete_all");

  SpringAiIT() throws IOException {}

  @AfterEach
  void stop() {
    mcp.close();
    local.close();
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce_andToolsPassTheGate() throws Exception {
    SpringAiApps app = app(SpringAiApps.NEWEST);
    AgentJvm.Outcome outcome = run(app);
    seesAll(app, outcome);
    new RunsSeen(outcome, provider).seesAServersTool(mcp);
    new CallsSeen(outcome, provider, app.version()).seesModelsWithoutAClientOfTheirOwn(local);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.1.0"})
  void older_theSame_andModelsThatRunToolsCallOnceForEachRound(String version) throws Exception {
    SpringAiApps app = app(version);
    AgentJvm.Outcome outcome = run(app);
    seesAll(app, outcome);
    new CallsSeen(outcome, provider, version).seesRoundsInsideModels();
  }

  /** What is under the models shows: in 2.0 the client's own hook, in 1.x nothing that we hook. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"2.0.1, openai-java, false", "1.1.0, , true"})
  void switchedOff_isLeftToTheClient_orUngoverned(
      String version, String library, boolean ungoverned) throws Exception {
    Map<String, Reply[]> scripts = Map.of("call", Scripts.calls().get("call"));
    AgentJvm.Outcome outcome =
        app(version).run(scripts, Map.of("otel.instrumentation.spring-ai.enabled", "false"));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.result("call")).isEqualTo("Hello");
    assertThat(outcome.spans())
        .anyMatch(span -> Objects.equals(library, span.attribute("aiops.call.library")))
        .noneMatch(span -> "spring-ai".equals(span.attribute("aiops.call.library")));
    assertThat(outcome.spans().stream().map(span -> span.attribute("aiops.ungoverned")))
        .allMatch(marked -> ungoverned == Boolean.TRUE.equals(marked));
  }

  private SpringAiApps app(String version) {
    return new SpringAiApps(folder, provider, local, mcp, version);
  }

  private AgentJvm.Outcome run(SpringAiApps app) throws Exception {
    try (ControlAndApprovals planes = new ControlAndApprovals(POLICY)) {
      planes.approvals().rules(rule("refunds", "refund*", 10_000), rule("shop", "shop_*", 20_000));
      CompletableFuture<AgentJvm.Outcome> running = start(app, planes);
      decide(planes.approvals());
      if (app.newest()) {
        asksOnceOfAServersTool(planes.approvals().book());
      }
      AgentJvm.Outcome outcome = running.get(150, TimeUnit.SECONDS);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.troubles()).isEmpty();
      assertThat(outcome.output()).doesNotContain("the app is not affected");
      assertThat(charges(outcome))
          .isEqualByComparingTo(BigDecimal.valueOf(planes.control().standing("support").spent(), 9))
          .isPositive();
      return outcome;
    }
  }

  private static CompletableFuture<AgentJvm.Outcome> start(
      SpringAiApps app, ControlAndApprovals planes) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return app.all(planes);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private static void decide(LoopbackApprovals approvals) throws InterruptedException {
    LoopbackBook book = approvals.book();
    book.approve(book.await(0));
    book.deny(book.await(1), "too much");
    book.approveWith(book.await(2), "{\"order\":\"B-1\"}");
    book.approve(book.await(3));
  }

  /** By the framework's name for it, with what its server says. */
  private static void asksOnceOfAServersTool(LoopbackBook book) throws InterruptedException {
    String id = book.await(4);
    assertThat(book.view(id).path("tool").asText()).isEqualTo("shop_delete_all");
    assertThat(book.view(id).path("hints").toString())
        .isEqualTo("{\"read_only\":false,\"destructive\":true}");
    book.approve(id);
  }

  private void seesAll(SpringAiApps app, AgentJvm.Outcome outcome) throws Exception {
    CallsSeen calls = new CallsSeen(outcome, provider, app.version());
    RunsSeen runs = new RunsSeen(outcome, provider);
    VersionMatrix matrix = app.matrix();
    matrix.check(Case.SUCCESS, calls::seesAnswers);
    matrix.check(Case.ERROR, calls::seesErrors);
    matrix.check(Case.RETRY, calls::seesRetries);
    matrix.check(Case.STREAM, calls::seesStreams);
    matrix.check(Case.ABANDONED, calls::seesAbandoned);
    matrix.check(Case.CANCEL, calls::seesCancelled);
    matrix.check(Case.CAP, calls::refusesWhatDoesNotFit);
    matrix.check(Case.HELD, runs::heldWhatWasNot);
    matrix.check(Case.APPROVED, () -> runs.ranWhatWasApproved(app.ledger()));
    runs.seesRuns();
    runs.seesNames();
    calls.seesEachSubscription();
    calls.seesParallelCalls();
    calls.seesAModelOfTheAppsOwn();
    calls.seesOneOwner();
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
