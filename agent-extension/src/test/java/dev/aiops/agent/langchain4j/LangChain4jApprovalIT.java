/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.example.refund.RefundApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app that is not changed, under the built agent: what of it runs, and how often. */
@Execution(ExecutionMode.CONCURRENT)
class LangChain4jApprovalIT {

  private static final String FIELDS = "\"arg0\":\"x\",\"city\":\"Bern\"";

  @TempDir Path folder;
  private final LoopbackApprovals plane = new LoopbackApprovals();
  private final LoopbackProvider provider = LoopbackProvider.start();

  @AfterEach
  void close() {
    provider.close();
    plane.close();
  }

  private Map<String, String> settings() {
    return Map.of(
        "aiops.control.url",
        "http://127.0.0.1:" + plane.port(),
        "aiops.control.token",
        "token",
        "aiops.control.dir",
        folder.resolve("budgets").toString(),
        "aiops.approvals.methods",
        "org.example.refund.RefundApp$Payments[payOut]");
  }

  private Path ledger() {
    return folder.resolve("ledger.txt");
  }

  private List<String> paid() throws Exception {
    return Files.exists(ledger()) ? Files.readAllLines(ledger()) : List.of();
  }

  private String[] arguments(String... cases) {
    List<String> arguments =
        new ArrayList<>(List.of(Integer.toString(provider.port()), ledger().toString()));
    arguments.addAll(List.of(cases));
    return arguments.toArray(new String[0]);
  }

  private CompletableFuture<AgentJvm.Outcome> start(String classPath, String... cases) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return AgentJvm.run(folder, classPath, settings(), RefundApp.class, arguments(cases));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "app").start());
  }

  private static AgentJvm.Outcome end(CompletableFuture<AgentJvm.Outcome> app) throws Exception {
    AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    return outcome;
  }

  @Test
  void tool_approvedDeniedEditedPending() throws Exception {
    answersToTools(VersionMatrix.newest("langchain4j"), AgentJvm.appClassPath());
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.8.0", "1.13.0", LangChain4jVersionsIT.NEWER_CORE})
  void tool_ofAnotherVersion_theSame(String version) throws Exception {
    answersToTools(version, LangChain4jVersionsIT.classPath(version));
  }

  private void answersToTools(String version, String classPath) throws Exception {
    plane.waitMillis(2_000);
    var app = start(classPath, "approved", "denied", "edited", "throwing", "pending");
    plane.book().approve(plane.book().await(0));
    plane.book().deny(plane.book().await(1), "too much");
    plane.book().approveWith(plane.book().await(2), "{\"arg0\":\"Rome\",\"city\":\"Rome\"}");
    plane.book().approve(plane.book().await(3));
    AgentJvm.Outcome outcome = end(app);
    VersionMatrix matrix = VersionMatrix.of(LangChain4jVersionsIT.LIBRARY, version);
    matrix.check(Case.APPROVED, () -> runsWhatIsApproved(outcome));
    matrix.check(Case.HELD, () -> runsNothingElse(outcome));
  }

  private void runsWhatIsApproved(AgentJvm.Outcome outcome) throws Exception {
    assertThat(paid()).containsExactly("refund Bern", "refund Rome", "refund Bern");
    assertThat(outcome.result("throwing")).isEqualTo("echo: no such order");
    assertThat(outcome.result("approved")).isEqualTo("echo: refunded Bern");
    assertThat(outcome.result("edited"))
        .isEqualTo(
            "echo: The person who approved this call changed its arguments; it was executed with"
                + " {\"arg0\":\"Rome\",\"city\":\"Rome\"} instead. Result: refunded Rome");
    assertThat(plane.outcomes()).hasSize(3).startsWith("executed ", "executed ");
  }

  private void runsNothingElse(AgentJvm.Outcome outcome) throws Exception {
    assertThat(outcome.result("denied"))
        .startsWith("echo: Not executed: A person declined this refund. Reason: too much (apr_");
    assertThat(outcome.result("pending"))
        .startsWith("echo: Not executed: refund is waiting for approval by a person (apr_");
    assertThat(spans(outcome))
        .extracting(span -> span.attribute("aiops.approval.state"))
        .hasSize(5)
        .startsWith("EXECUTED", "DENIED", "EXECUTED")
        .endsWith("PENDING");
    assertThat(plane.book().view(plane.book().await(0)).path("arguments").toString())
        .isEqualTo("{" + FIELDS + "}");
    assertThat(plane.book().view(plane.book().await(0)).path("definition").asText()).hasSize(64);
  }

  private static List<AppSpan> spans(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .filter(span -> span.name().equals("execute_tool refund"))
        .toList();
  }

  @Test
  void method_approvedAndDenied() throws Exception {
    plane.rules(LoopbackApprovals.rule("payments", "*Payments#payOut", 10_000));
    var app = start(AgentJvm.appClassPath(), "method-1", "method-2", "method-3");
    String first = plane.book().await(0);
    assertThat(plane.book().view(first).path("arguments").toString())
        .isIn(
            "{\"amount\":250,\"order\":\"A-17\",\"ways\":[\"card\"]}",
            "{\"arg0\":\"A-17\",\"arg1\":250,\"arg2\":[\"card\"]}");
    plane.book().approve(first);
    plane.book().deny(plane.book().await(1), "no");
    String third = plane.book().await(2);
    String given = plane.book().view(third).path("arguments").toString();
    plane.book().approveWith(third, given.replace("250", "99.5").replace("[\"card\"]", "null"));
    AgentJvm.Outcome outcome = end(app);

    assertThat(outcome.result("method-1")).isEqualTo("paid 250.00");
    assertThat(outcome.result("method-2"))
        .startsWith("threw io.opentelemetry.javaagent.aiops.approval.ApprovalDeniedException:");
    assertThat(outcome.result("method-3")).isEqualTo("paid 99.5");
    assertThat(paid()).containsExactly("paid A-17 250.00 [card]", "paid A-17 99.5 null");
  }

  @Test
  void controlPlaneGoesDown_nothingRuns() throws Exception {
    plane.rules(LoopbackApprovals.rule("all", "*", 1_000));
    plane.waitMillis(1_000);
    var app = start(AgentJvm.appClassPath(), "waits", "down", "method-down");
    plane.book().awaitWatchers(1);
    plane.stop();
    AgentJvm.Outcome outcome = end(app);

    assertThat(paid()).isEmpty();
    assertThat(outcome.result("waits")).contains("is waiting for approval");
    assertThat(outcome.result("method-down")).contains("ApprovalUnavailableException");
    assertThat(spans(outcome))
        .extracting(span -> span.attribute("error.type"))
        .containsExactly("approval_pending", "approval_unavailable");
  }

  @Tag("long")
  @Test
  void controlPlaneNeverHeardOf_nothingRuns() throws Exception {
    plane.stop();
    AgentJvm.Outcome outcome = end(start(AgentJvm.appClassPath(), "method-down"));

    assertThat(paid()).isEmpty();
    assertThat(outcome.result("method-down")).contains("ApprovalUnavailableException");
  }

  @Test
  void killedBetweenUseAndCall_neverRuns_norWhenStartedAgain() throws Exception {
    AppJvm.Running app = jvm().start(RefundApp.class, arguments("killed"));
    plane.beforeConsumeReply(() -> app.process().destroyForcibly());
    plane.book().approve(plane.book().await(0));
    app.end();
    assertThat(plane.book().used()).isEqualTo(1);

    startedAgain_isPending("killed");
    assertThat(paid()).isEmpty();
  }

  @Tag("long")
  @Test
  void killedBetweenCallAndReport_hasRunOnce_andNotAgainWhenStartedAgain() throws Exception {
    AppJvm.Running app = jvm().start(RefundApp.class, arguments("hanging"));
    plane.book().approve(plane.book().await(0));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (paid().isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(10);
    }
    app.process().destroyForcibly();
    app.end();
    assertThat(paid()).hasSize(1);
    assertThat(plane.outcomes()).isEmpty();

    startedAgain_isPending("hanging");
    assertThat(paid()).hasSize(1);
  }

  private void startedAgain_isPending(String name) throws Exception {
    plane.beforeConsumeReply(null);
    plane.waitMillis(0);
    AppJvm.Outcome again = jvm().start(RefundApp.class, arguments(name)).awaitDone().end();
    assertThat(again.printed()).anyMatch(line -> line.contains("is waiting for approval"));
    assertThat(plane.book().used()).isEqualTo(1);
  }

  private AppJvm jvm() {
    AppJvm jvm = AppJvm.withAgent(folder);
    settings().forEach(jvm::set);
    return jvm;
  }
}
