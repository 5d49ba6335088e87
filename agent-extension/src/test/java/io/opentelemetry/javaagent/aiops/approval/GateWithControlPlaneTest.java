/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate and the real control plane, over HTTP. */
class GateWithControlPlaneTest {

  private static final String POLICY =
      """
      budgets: []
      approvals:
        - name: large-refunds
          tools: [refund*]
          when: "args.amount > 100"
          approvers: [refund-approver]
          may_edit: true
          wait: 20s
          on_denial: "A person declined this refund."
        - name: closing
          tools: [close*]
          approvers: [refund-approver]
          wait: 0s
        - name: deletions
          tools: [delete*]
          when: hints.destructive
          approvers: [refund-approver]
          wait: 0s
      """;
  private static final String LARGE = "{\"amount\":250,\"order\":\"A-17\"}";

  private RealPlane plane;
  private GateRig rig;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    plane = new RealPlane(POLICY);
    rig = new GateRig(folder, plane.port(), plane.token, 64, Ticks.SYSTEM);
  }

  @AfterEach
  void close() {
    rig.close();
    plane.close();
  }

  private CompletableFuture<Object> later(String tool, String arguments) {
    return CompletableFuture.supplyAsync(
        () -> rig.call(tool, arguments), task -> new Thread(task, "app").start());
  }

  private static Object get(CompletableFuture<Object> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  private void awaitState(String id, String state) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!plane.view(id).path("state").asText().equals(state)) {
      assertThat(System.nanoTime()).as(state).isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void smallRefund_needsNobody() {
    assertThat(rig.call("refund", "{\"order\":\"A-17\", \"amount\":1e2}"))
        .isEqualTo("{\"amount\":100,\"order\":\"A-17\"}");
    assertThat(rig.call("lookup", "{ }")).isEqualTo("{ }");
  }

  @Test
  void largeRefund_isApproved_runsOnce_andItsHistoryIsWhole() throws Exception {
    CompletableFuture<Object> result = later("refund", LARGE);
    JsonNode asked = plane.pending(1).get(0);
    assertThat(asked.path("requester").asText()).isEqualTo("cora");
    assertThat(asked.path("run_id").asText()).isEqualTo(rig.run.runId());
    plane.decide(asked, true, "", "null");

    assertThat(get(result)).isEqualTo(LARGE);
    awaitState(asked.path("id").asText(), "EXECUTED");
    assertThat(plane.history(asked.path("id").asText()))
        .containsExactly(
            "approval_requested",
            "approval_decided",
            "approval_settled",
            "approval_consumed",
            "approval_reported");
    assertThat(rig.ran()).containsExactly(LARGE);
  }

  @Test
  void largeRefund_isDenied_theModelReadsWhy() throws Exception {
    CompletableFuture<Object> result = later("refund", LARGE);
    plane.decide(plane.pending(1).get(0), false, "too much", "null");

    assertThat(get(result))
        .isInstanceOf(ApprovalDeniedException.class)
        .asString()
        .contains("A person declined this refund. Reason: too much");
    assertThat(rig.ran()).isEmpty();
  }

  @Test
  void largeRefund_isEdited_theEditedArgumentsRun() throws Exception {
    CompletableFuture<Object> result = later("refund", LARGE);
    JsonNode asked = plane.pending(1).get(0);
    plane.decide(asked, true, "half", "{\"amount\":125.50,\"order\":\"A-17\"}");

    assertThat(get(result)).asString().contains("changed its arguments");
    assertThat(rig.ran()).containsExactly("{\"amount\":125.5,\"order\":\"A-17\"}");
    awaitState(asked.path("id").asText(), "EXECUTED");
  }

  @Test
  void hintOfAServer_decides_andOneThatIsNotKnownHolds() {
    ToolHints draft = new ToolHints(null, false, true, null);
    ToolHints order = new ToolHints(false, true, null, null);

    assertThat(rig.gate().pass(deletion("1", draft))).isInstanceOf(Passage.Admitted.class);
    assertThat(rig.gate().pass(deletion("2", order))).isInstanceOf(Passage.Refused.class);
    assertThat(rig.gate().pass(deletion("3", new ToolHints(true, null, null, null))))
        .isInstanceOf(Passage.Refused.class);
    assertThat(rig.gate().pass(deletion("4", ToolHints.UNKNOWN)))
        .isInstanceOfSatisfying(
            Passage.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(ApprovalPendingException.class));
  }

  private GatedCall deletion(String id, ToolHints hints) {
    return new GatedCall(
        "delete",
        () -> "",
        GatedCall.Arguments.json("{\"id\":\"" + id + "\"}"),
        rig.run.context(),
        new GatedCall.Place(this, "execute"),
        hints);
  }

  @Test
  void pendingAcrossARestart_isStillDecided_andTheSameCallRuns() throws Exception {
    assertThat(rig.call("closeAccount", "{\"id\":\"7\"}"))
        .isInstanceOf(ApprovalPendingException.class);
    CompletableFuture<Object> result = later("refund", LARGE);
    plane.pending(2);
    plane.stop();
    plane.startAgain();
    for (JsonNode asked : plane.pending(2)) {
      plane.decide(asked, true, "", "null");
    }

    assertThat(get(result)).isEqualTo(LARGE);
    assertThat(rig.call("closeAccount", "{\"id\": \"7\"}")).isEqualTo("{\"id\":\"7\"}");
  }

  @Test
  void fromDecisionToRunning_99of100_within500ms() throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String arguments = "{\"amount\":" + (101 + i) + "}";
      CompletableFuture<Long> ran =
          later("refund", arguments)
              .thenApply(
                  result -> {
                    assertThat(result).isEqualTo(arguments);
                    return System.nanoTime();
                  });
      JsonNode asked = plane.pending(1).get(0);
      long decided = System.nanoTime();
      plane.decide(asked, true, "", "null");
      micros.add((ran.get(30, TimeUnit.SECONDS) - decided) / 1_000);
    }
    micros.sort(null);
    System.out.printf(
        "from decision to running: p50 %d us, p99 %d us, most %d us%n",
        micros.get(99), micros.get(197), micros.get(199));
    assertThat(micros.get(197)).isLessThan(500_000);
  }
}
