/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import static dev.aiops.agent.openai.Answers.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.example.methods.MethodsApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that are named in the settings, as runs and as tools, in an app without a framework. */
class PlainMethodsIT {

  private static final List<String> RUNS =
      List.of(
          "answer",
          "later",
          "later-bad",
          "never",
          "mono",
          "mono-bad",
          "mono-twice",
          "mono-unused",
          "flux",
          "flux-enough",
          "flow",
          "single",
          "single-bad",
          "single-unused",
          "observable");
  private static final List<String> TOOLS =
      List.of(
          "pay",
          "pay-denied",
          "pay-twice",
          "pay-later",
          "pay-single",
          "pay-single-denied",
          "pay-loop");
  private static final WireProvider PROVIDER = WireProvider.start();
  private static final LoopbackApprovals PLANE = new LoopbackApprovals();

  private static AgentJvm.Outcome outcome;

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    for (String name : RUNS) {
      PROVIDER.script(name, Reply.json(name.endsWith("bad") ? 400 : 200, chat("Hello")));
    }
    PLANE.rules(LoopbackApprovals.rule("payments", "*Payments#pay*", 30_000));
    CompletableFuture<AgentJvm.Outcome> app = CompletableFuture.supplyAsync(() -> run(folder));
    PLANE.book().approve(PLANE.book().await(0));
    PLANE.book().deny(PLANE.book().await(1), "no");
    PLANE.book().approve(PLANE.book().await(2));
    PLANE.book().approve(PLANE.book().await(3));
    PLANE.book().approve(PLANE.book().await(4));
    PLANE.book().deny(PLANE.book().await(5), "no");
    Thread.sleep(2_000); // the app would have given up on the loop by then
    PLANE.book().approve(PLANE.book().await(6));
    outcome = app.get(150, TimeUnit.SECONDS);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private static AgentJvm.Outcome run(Path folder) {
    try {
      return AgentJvm.run(
          folder,
          AgentJvm.appClassPath(),
          Map.of(
              "aiops.runs.methods",
              "org.example.methods.Desk[answer,later,never,mono,flux,flow,single,observable]",
              "aiops.approvals.methods",
              "org.example.methods.Payments[pay,payLater,paySingle]",
              "aiops.control.url",
              "http://127.0.0.1:" + PLANE.port(),
              "aiops.control.token",
              "token",
              "aiops.control.dir",
              folder.resolve("budgets").toString()),
          MethodsApp.class,
          arguments());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] arguments() {
    return java.util.stream.Stream.of(List.of("" + PROVIDER.port()), RUNS, TOOLS)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
    PLANE.close();
  }

  private static List<String> tree(String name) {
    return CaseSpans.of(outcome, name).tree();
  }

  @Test
  void everyHook_isInPlaceWithoutTrouble() {
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
  }

  @ParameterizedTest
  @CsvSource({
    "answer, Hello",
    "later, Hello!",
    "mono, Hello for acme",
    "flow, '[a, b, c]'",
    "single, Hello",
    "never, true"
  })
  void methodOfARun_isTheRunOfTheCallsThatItMakes_whereverTheyAreMade(String name, String result) {
    assertThat(outcome.result(name)).isEqualTo(result);
    assertThat(tree(name).get(0)).isEqualTo("invoke_agent Desk");
    assertThat(tree(name)).hasSizeGreaterThan(1).last().asString().endsWith("  chat " + name);
  }

  @Test
  void flux_thatCallsAnotherNamedMethod_hasThatAsAStep() {
    assertThat(outcome.result("flux")).isEqualTo("[a, b, c]");
    assertThat(tree("flux"))
        .containsExactly("invoke_agent Desk", "  invoke_agent Desk", "    chat flux");
  }

  @Test
  void observable_thatCallsAnotherNamedMethod_hasThatAsAStep() {
    assertThat(outcome.result("observable")).isEqualTo("[a, b]");
    assertThat(tree("observable"))
        .containsExactly("invoke_agent Desk", "  invoke_agent Desk", "    chat observable");
    assertThat(tree("single-unused")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"later-bad", "mono-bad", "single-bad"})
  void runThatFailsLater_isFailed(String name) {
    assertThat(outcome.result(name)).startsWith("threw com.openai.errors.BadRequestException");
    AppSpan root = CaseSpans.of(outcome, name).root();
    assertThat(root.failed()).isTrue();
    assertThat(root.attribute("error.type")).isEqualTo("com.openai.errors.BadRequestException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answer",
        "later",
        "mono",
        "flux",
        "flow",
        "flux-enough",
        "never",
        "single",
        "observable"
      })
  void runThatIsDoneOrGivenUp_isNotFailed(String name) {
    assertThat(CaseSpans.of(outcome, name).root().failed()).isFalse();
  }

  @Test
  void run_lastsUntilWhatWasReturnedIsDone() {
    CaseSpans spans = CaseSpans.of(outcome, "mono");
    assertThat(spans.root().endNanos()).isGreaterThanOrEqualTo(spans.call().endNanos());
  }

  @Test
  void monoSubscribedTwice_isTwoRuns_andNeverSubscribed_isNone() {
    assertThat(outcome.result("mono-twice")).isEqualTo("[Hello for nobody, Hello for nobody]");
    assertThat(CaseSpans.of(outcome, "mono-twice").calls())
        .hasSize(2)
        .extracting(call -> Objects.requireNonNull(call.attribute("aiops.run.id")))
        .doesNotHaveDuplicates();
    assertThat(tree("mono-unused")).isEmpty();
    assertThat(PROVIDER.received("mono-unused")).isEmpty();
  }

  @Test
  void gatedMethod_isAToolCallWithItsApproval_andRunsOnceForEachApproval() {
    assertThat(outcome.result("pay")).isEqualTo("paid pay");
    assertThat(outcome.result("pay-denied")).contains("ApprovalDeniedException");
    assertThat(outcome.result("pay-twice"))
        .contains("ApprovalUnavailableException")
        .contains("one subscription was approved; call the method again for another");
    assertThat(outcome.result("pay-later")).isEqualTo("paid pay-later");
    assertThat(outcome.result("pay-loop")).isEqualTo("paid pay-loop");
    assertThat(outcome.result("pay-single")).isEqualTo("paid pay-single");
    assertThat(outcome.result("pay-single-denied")).contains("ApprovalDeniedException");
    assertThat(outcome.result("paid"))
        .isEqualTo("[pay, pay-twice, pay-later, pay-single, pay-loop]");
  }

  @Test
  void gatedMethod_hasOneToolSpan_whateverItReturns() {
    assertThat(outcome.spans())
        .filteredOn(span -> span.name().startsWith("execute_tool org.example.methods.Payments#pay"))
        .extracting(span -> span.attribute("aiops.approval.state"))
        .containsExactly(
            "EXECUTED", "DENIED", "EXECUTED", "EXECUTED", "EXECUTED", "DENIED", "EXECUTED");
    assertThat(PLANE.outcomes()).hasSize(5).allMatch(line -> line.startsWith("executed "));
  }
}
