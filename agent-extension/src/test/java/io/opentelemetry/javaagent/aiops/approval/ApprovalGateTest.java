/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_DECIDED_AT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_DECIDED_BY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_RULE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_STATE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.APPROVAL_WAIT_SECONDS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_OUTCOME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.export.RunEvent;
import io.opentelemetry.javaagent.aiops.export.RunEvent.Kind;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalGateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFUND = "{\"order\":\"A-17\",\"amount\":250}";
  private static final String FROZEN = "{\"amount\":250,\"order\":\"A-17\"}";

  private final LoopbackApprovals plane = new LoopbackApprovals();
  private GateRig rig;

  @BeforeEach
  void start(@TempDir Path folder) {
    rig = new GateRig(folder, plane);
  }

  @AfterEach
  void close() {
    rig.close();
    plane.close();
  }

  private CompletableFuture<Object> later(String arguments) {
    return CompletableFuture.supplyAsync(
        () -> rig.call("refund", arguments), task -> new Thread(task, "app").start());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  @Test
  void pass_noRuleCanHoldIt_runsAsItIs_andNobodyIsAsked() {
    assertThat(rig.call("lookup", "not even JSON")).isEqualTo("not even JSON");
    assertThat(plane.asked()).isZero();
  }

  @Test
  void pass_approvedWhileItWaits_runsOnceAndIsReported() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    String id = plane.book().await(0);
    assertThat(rig.ran()).isEmpty();
    plane.book().approve(id);

    assertThat(get(result)).isEqualTo(FROZEN);
    plane.book().await(id, "EXECUTED");
    assertThat(rig.ran()).containsExactly(FROZEN);
    assertThat(plane.outcomes()).containsExactly("executed ");
  }

  @Test
  void pass_approved_theTraceSaysWhoWhenAndHowLong_theRunWaitedMeanwhile() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    String id = plane.book().await(0);
    plane.book().awaitWatchers(1);
    assertThat(rig.rig.events()).extracting(RunEvent::kind).contains(Kind.WAITING_APPROVAL);
    plane.book().approve(id);
    get(result);

    assertThat(rig.rig.span("execute_tool refund").getAttributes().asMap())
        .contains(
            entry(APPROVAL_ID, id),
            entry(APPROVAL_RULE, "refunds"),
            entry(APPROVAL_STATE, "EXECUTED"),
            entry(APPROVAL_DECIDED_BY, "bea"),
            entry(APPROVAL_DECIDED_AT, "2026-11-27T09:00:00Z"),
            entry(CALL_OUTCOME, "ok"))
        .hasEntrySatisfying(
            APPROVAL_WAIT_SECONDS, seconds -> assertThat((Double) seconds).isPositive());
    assertThat(rig.rig.events())
        .extracting(RunEvent::kind)
        .containsExactly(Kind.STARTED, Kind.WAITING_APPROVAL, Kind.RESUMED);
  }

  @Test
  void request_tellsWhoAsksWhatAndWhatTheRunWasAsked() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    JsonNode asked = plane.book().view(plane.book().await(0));

    assertThat(asked.path("caller").toString())
        .isEqualTo("{\"service\":\"shop\",\"environment\":\"prod\",\"team\":\"checkout\"}");
    assertThat(asked.path("agent").asText()).isEqualTo("desk");
    assertThat(asked.path("run_id").asText()).isEqualTo(rig.run.runId());
    assertThat(asked.path("span_id").asText()).hasSize(16);
    assertThat(asked.path("requester").asText()).isEqualTo("cora");
    assertThat(asked.path("run_input").asText()).isEqualTo("refund my order");
    assertThat(asked.path("arguments").toString()).isEqualTo(FROZEN);
    plane.book().deny(asked.path("id").asText(), "no");
    get(result);
  }

  @Test
  void pass_denied_isToldWithTheReason_andTheRepetitionAnsweredHere() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    plane.book().deny(plane.book().await(0), "too\u202e much\u0000, ask\nthe desk");

    ApprovalDeniedException denied = (ApprovalDeniedException) get(result);
    assertThat(denied)
        .hasMessageStartingWith(
            "Not executed: A person declined this refund. Reason: too much, ask the desk (apr_");
    assertThat(denied.rule()).isEqualTo("refunds");
    assertThat(rig.call("refund", "{\"amount\":2.5e2, \"order\":\"A-17\"}"))
        .isInstanceOf(ApprovalDeniedException.class);
    assertThat(plane.asked()).isEqualTo(1);
    assertThat(rig.ran()).isEmpty();
    assertThat(rig.rig.spans().get(0).getAttributes().asMap())
        .contains(
            entry(APPROVAL_STATE, "DENIED"),
            entry(CALL_OUTCOME, "refused"),
            entry(ERROR_TYPE, "approval_denied"));
  }

  @Test
  void pass_deniedInOneRun_isAskedForInAnother() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    plane.book().deny(plane.book().await(0), "no");
    get(result);
    plane.waitMillis(0);
    RunScope other = Runs.enter(Context.root(), RunStart.of("desk", "test").build());

    assertThat(rig.call(rig.gate(), other.context(), "refund", REFUND))
        .isInstanceOf(ApprovalPendingException.class);
    other.end();
  }

  @Test
  void pass_nobodyDecides_isPending_andTheSameCallFindsItsApproval() throws Exception {
    plane.waitMillis(50);
    ApprovalPendingException pending = (ApprovalPendingException) rig.call("refund", REFUND);
    assertThat(pending).hasMessageContaining("waiting for approval").hasMessageContaining("apr_");
    assertThat(rig.ran()).isEmpty();
    plane.book().approve(pending.approvalId());

    assertThat(rig.call("refund", "{\"amount\":250.0,\"order\":\"A-17\"}")).isEqualTo(FROZEN);
    assertThat(plane.book().size()).isEqualTo(1);
    assertThat(plane.book().used()).isEqualTo(1);
  }

  @Test
  void pass_usedUp_theSameCallNeedsAnotherApproval() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    plane.book().approve(plane.book().await(0));
    get(result);
    plane.waitMillis(0);

    assertThat(rig.call("refund", REFUND)).isInstanceOf(ApprovalPendingException.class);
    assertThat(plane.book().size()).isEqualTo(2);
    assertThat(rig.ran()).hasSize(1);
  }

  @Test
  void pass_twoOfTheSameAtOnce_oneApprovalServesOne() throws Exception {
    CompletableFuture<Object> one = later(REFUND);
    CompletableFuture<Object> other = later(REFUND);
    plane.book().approve(plane.book().await(0));
    String second = plane.book().await(1);
    assertThat(rig.ran()).hasSize(1);
    plane.book().approve(second);

    assertThat(List.of(get(one), get(other))).containsExactly(FROZEN, FROZEN);
    assertThat(plane.book().used()).isEqualTo(2);
  }

  @Test
  void pass_edited_runsTheEditedArguments_andTheModelIsTold() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    plane.book().approveWith(plane.book().await(0), "{ \"order\":\"A-17\", \"amount\":99.50 }");

    assertThat(get(result))
        .isEqualTo(
            "The person who approved this call changed its arguments; it was executed with"
                + " {\"amount\":99.5,\"order\":\"A-17\"} instead. Result:"
                + " {\"amount\":99.5,\"order\":\"A-17\"}");
    assertThat(rig.ran()).containsExactly("{\"amount\":99.5,\"order\":\"A-17\"}");
  }

  @Test
  void pass_theConditionDoesNotHold_runsWhatTheControlPlaneLookedAt() {
    plane.holds(arguments -> arguments.path("amount").asDouble() > 100);

    assertThat(rig.call("refund", "{\"amount\":100.000000000000000001}"))
        .isEqualTo("{\"amount\":100}");
    assertThat(plane.book().size()).isZero();
  }

  /** Each argument of a refund with another value and without it, and one more than there are. */
  static List<Arguments> changes() throws Exception {
    List<Arguments> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> argument : JSON.readTree(REFUND).properties()) {
      String name = argument.getKey();
      JsonNode value = argument.getValue();
      JsonNode other =
          value.isNumber() ? new LongNode(value.asLong() + 1) : new TextNode(value.asText() + "0");
      all.add(change(name + " changed", arguments -> arguments.set(name, other)));
      all.add(change(name + " removed", arguments -> arguments.remove(name)));
    }
    all.add(change("one added", arguments -> arguments.put("to", "me")));
    return all;
  }

  private static Arguments change(String what, Consumer<ObjectNode> change) {
    return Arguments.of(Named.of(what, change));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void pass_anArgumentChangedAfterApproval_doesNotRun(Consumer<ObjectNode> change) {
    plane.waitMillis(0);
    ApprovalPendingException pending = (ApprovalPendingException) rig.call("refund", REFUND);
    plane.book().approve(pending.approvalId());
    plane.book().tamper(pending.approvalId(), change);

    assertThat(rig.call("refund", REFUND))
        .isInstanceOf(ApprovalUnavailableException.class)
        .asString()
        .contains("hash_mismatch");
    assertThat(rig.ran()).isEmpty();
    assertThat(plane.book().used()).isZero();
  }

  @Test
  void pass_otherArgumentsThanApproved_areAskedForAnew() throws Exception {
    plane.waitMillis(0);
    ApprovalPendingException pending = (ApprovalPendingException) rig.call("refund", REFUND);
    plane.book().approve(pending.approvalId());
    for (String changed :
        List.of(
            "{\"order\":\"A-17\",\"amount\":820}",
            "{\"order\":\"A-18\",\"amount\":250}",
            "{\"order\":\"A-17\",\"amount\":\"250\"}",
            "{\"order\":\"A-17\"}",
            "{\"order\":\"A-17\",\"amount\":250,\"to\":\"me\"}")) {
      assertThat(rig.call("refund", changed)).isInstanceOf(ApprovalPendingException.class);
    }
    assertThat(rig.call("refund2", REFUND)).isInstanceOf(ApprovalPendingException.class);
    assertThat(rig.ran()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXPIRED", "REVOKED", "CANCELLED"})
  void pass_theApprovalIsNotGoodAnyMore_doesNotRun(String state) throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    plane.book().becomes(plane.book().await(0), state);

    assertThat(get(result))
        .isInstanceOf(ApprovalDeniedException.class)
        .asString()
        .contains("the approval of this call is " + state.toLowerCase(java.util.Locale.ROOT));
    assertThat(rig.ran()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"a\":2}", "{\"a\":9007199254740993}", "[]", "{\"a\":NaN}", "{"})
  void pass_unreadable_doesNotRun_andNobodyIsAsked(String arguments) {
    assertThat(rig.call("refund", arguments))
        .isInstanceOf(ApprovalUnavailableException.class)
        .asString()
        .contains("arguments cannot be read");
    assertThat(plane.asked()).isZero();
    assertThat(rig.ran()).isEmpty();
  }

  @Test
  void pass_lostRepliesToTheUse_areAskedForAgain_andItRunsOnce() throws Exception {
    plane.loseConsumeReplies(2);
    CompletableFuture<Object> result = later(REFUND);
    plane.book().approve(plane.book().await(0));

    assertThat(get(result)).isEqualTo(FROZEN);
    assertThat(plane.book().used()).isEqualTo(1);
    assertThat(rig.ran()).hasSize(1);
  }

  @Test
  void pass_everyReplyToTheUseIsLost_doesNotRun() throws Exception {
    plane.loseConsumeReplies(1_000);
    CompletableFuture<Object> result = later(REFUND);
    plane.book().approve(plane.book().await(0));

    assertThat(get(result)).isInstanceOf(ApprovalUnavailableException.class);
    assertThat(rig.ran()).isEmpty();
    plane.loseConsumeReplies(0);
    plane.waitMillis(0);
    assertThat(rig.call("refund", REFUND)).isInstanceOf(ApprovalPendingException.class);
    assertThat(rig.ran()).isEmpty();
  }

  @Test
  void pass_theControlPlaneIsDown_onlyWhatNoRuleHoldsRuns() {
    assertThat(rig.call("lookup", "{}")).isEqualTo("{}"); // the rules are known
    plane.stop();

    assertThat(rig.call("refund", REFUND)).isInstanceOf(ApprovalUnavailableException.class);
    assertThat(rig.call("lookup", "{}")).isEqualTo("{}");
    assertThat(rig.ran()).containsExactly("{}", "{}");
  }

  @Test
  void pass_theControlPlaneIsRestartedWhileItWaits_isStillDecided() throws Exception {
    CompletableFuture<Object> result = later(REFUND);
    String id = plane.book().await(0);
    plane.awaitWatch();
    plane.stop();
    plane.startAgain();
    plane.book().approve(id);

    assertThat(get(result)).isEqualTo(FROZEN);
    assertThat(rig.ran()).hasSize(1);
  }

  @Test
  void pass_reportWhileTheControlPlaneIsDown_isToldLater() throws Exception {
    plane.beforeConsumeReply(() -> plane.book().size());
    CompletableFuture<Object> result = later(REFUND);
    String id = plane.book().await(0);
    plane.book().approve(id);
    get(result);
    plane.stop();
    plane.startAgain();

    plane.book().await(id, "EXECUTED");
  }

  @Test
  void pass_interruptedWhileItWaits_isPending_andTheThreadKnows() throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread app =
        new Thread(
            () -> {
              result.complete(rig.call("refund", REFUND));
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    app.start();
    plane.book().await(0);
    app.interrupt();

    assertThat(get(result)).isInstanceOf(ApprovalPendingException.class);
    assertThat(get(interrupted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HttpClient-1-Worker-0", "ForkJoinPool.commonPool-worker-1"})
  void pass_onAThreadThatOthersDependOn_doesNotWaitForAPerson(String name) throws Exception {
    plane.waitMillis(600_000);
    assertThat(get(on(name, () -> rig.call("refund", REFUND))))
        .isInstanceOf(ApprovalPendingException.class);
  }

  private static <T> CompletableFuture<T> on(String thread, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task, thread).start());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reactor-http-epoll-1", "vert.x-eventloop-thread-3"})
  void pass_onAnEventLoop_asksNobody_andSaysWhatHelps(String name) throws Exception {
    assertThat(rig.call("lookup", "{}")).isEqualTo("{}"); // the rules are read by now
    assertThat(get(on(name, () -> rig.call("lookup", "{}")))).isEqualTo("{}");
    assertThat(get(on(name, () -> rig.call("refund", REFUND))))
        .isInstanceOfSatisfying(
            ApprovalUnavailableException.class,
            why ->
                assertThat(why)
                    .hasMessageContaining("nobody is asked on " + name)
                    .hasMessageContaining("run the tool on a thread that may block"));
    assertThat(plane.asked()).isZero();
  }

  @Test
  void mustWait_isOfThreadsThatOthersDependOn_andOfToolsThatARuleMayHold() throws Exception {
    GatedCalls.install(rig.gate());
    try {
      assertThat(rig.call("lookup", "{}")).isEqualTo("{}"); // the rules are read by now
      Context run = rig.run.context();
      assertThat(GatedCalls.mustWait("refund", run)).isFalse();
      String loop = "RxComputationThreadPool-1";
      assertThat(get(on(loop, () -> GatedCalls.mustWait("refund", run)))).isTrue();
      assertThat(get(on(loop, () -> GatedCalls.mustWait("lookup", run)))).isFalse();
    } finally {
      GatedCalls.install(null);
    }
  }
}
