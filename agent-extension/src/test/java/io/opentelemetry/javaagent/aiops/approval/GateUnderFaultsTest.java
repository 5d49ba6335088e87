/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.FaultyApprovals.Step;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with us, with the control plane or with a clock, nothing runs for that. */
class GateUnderFaultsTest {

  private static final String REFUND = "{\"amount\":250}";

  private final LoopbackApprovals plane = new LoopbackApprovals();
  @TempDir Path folder;

  @AfterEach
  void close() {
    plane.close();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void pass_aStepThrows_doesNotRun(Step step) {
    for (Throwable fault :
        List.of(
            new IllegalStateException("injected"),
            new NoClassDefFoundError("injected"),
            new OutOfMemoryError("injected"))) {
      try (GateRig rig = new GateRig(folder, plane)) {
        ApprovalGate gate = rig.gate(new FaultyApprovals(step, fault), 64);
        assertThat(rig.call(gate, rig.run.context(), "refund", REFUND))
            .isInstanceOf(ApprovalUnavailableException.class)
            .asString()
            .contains("injected");
        assertThat(rig.ran()).isEmpty();
      }
    }
  }

  @Test
  void pass_noStepThrows_runs() {
    try (GateRig rig = new GateRig(folder, plane)) {
      ApprovalGate gate = rig.gate(new FaultyApprovals(null, new Error("unused")), 64);
      assertThat(rig.call(gate, rig.run.context(), "refund", REFUND)).isEqualTo(REFUND);
    }
  }

  @Test
  void pass_argumentsThatThrow_doNotRun() {
    try (GateRig rig = new GateRig(folder, plane)) {
      GatedCall call =
          new GatedCall(
              "refund",
              () -> "",
              () -> {
                throw new NoSuchMethodError("injected");
              },
              rig.run.context(),
              new GatedCall.Place(this, "execute"));
      assertThat(rig.gate().pass(call)).isInstanceOf(Passage.Refused.class);
      assertThat(plane.asked()).isZero();
    }
  }

  @Test
  void pass_neverHadThePolicy_nothingRuns() {
    plane.stop();
    try (GateRig rig = new GateRig(folder, plane)) {
      assertThat(rig.call("lookup", "{}"))
          .isInstanceOf(ApprovalUnavailableException.class)
          .asString()
          .contains("does not answer");
      assertThat(rig.ran()).isEmpty();
    }
  }

  @Test
  void pass_aControlPlaneWithoutApprovals_nothingRuns() {
    plane.withoutRules();
    try (GateRig rig = new GateRig(folder, plane)) {
      assertThat(rig.call("lookup", "{}")).isInstanceOf(ApprovalUnavailableException.class);
    }
  }

  @Test
  void pass_theRulesAreStale_nothingRuns() {
    AtomicLong slept = new AtomicLong();
    try (GateRig rig = new GateRig(folder, plane, 64, new Sleeper(slept))) {
      assertThat(rig.call("lookup", "{}")).as("no rule holds it").isEqualTo("{}");
      plane.hangOnRules();
      slept.set(Duration.ofSeconds(31).toNanos());
      assertThat(rig.call("lookup", "{}"))
          .isInstanceOf(ApprovalUnavailableException.class)
          .asString()
          .contains("last read more than 30 s ago");
      assertThat(rig.ran()).hasSize(1);
    }
  }

  @Test
  void pass_theProcessSlept_theRulesAreReadFirst() {
    AtomicLong slept = new AtomicLong();
    try (GateRig rig = new GateRig(folder, plane, 64, new Sleeper(slept))) {
      assertThat(rig.call("lookup", "{}")).isEqualTo("{}");
      plane.rules(LoopbackApprovals.rule("lookups", "lookup", 0));
      slept.set(Duration.ofSeconds(31).toNanos());
      assertThat(rig.call("lookup", "{}")).isInstanceOf(ApprovalPendingException.class);
      assertThat(rig.ran()).hasSize(1);
    }
  }

  /** A clock that went on while the process did not. */
  private record Sleeper(AtomicLong slept) implements Ticks {

    @Override
    public long nanos() {
      return System.nanoTime() + slept.get();
    }

    @Override
    public long epochMillis() {
      return System.currentTimeMillis() + slept.get() / 1_000_000;
    }
  }

  /** Nothing of ours compares the times of the two clocks. */
  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(longs = {-3_600_000, 3_600_000})
  void pass_theClockIsAnHourOff_nothingRunsEarly(long off) throws Exception {
    try (GateRig rig = new GateRig(folder, plane, 64, new Skewed(off))) {
      plane.waitMillis(300);
      assertThat(rig.call("refund", REFUND)).isInstanceOf(ApprovalPendingException.class);
      assertThat(rig.ran()).isEmpty();
      plane.book().approve(plane.book().await(0));
      assertThat(rig.call("refund", REFUND)).isEqualTo(REFUND);
    }
  }

  @Test
  void pass_moreThreadsThanMayWait_theRestIsPendingAtOnce() throws Exception {
    plane.waitMillis(30_000);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (GateRig rig = new GateRig(folder, plane)) {
      List<CompletableFuture<Object>> waiting = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String arguments = "{\"amount\":" + i + "}";
        waiting.add(CompletableFuture.supplyAsync(() -> rig.call("refund", arguments), threads));
      }
      plane.book().awaitWatchers(64);
      assertThat(rig.call("refund", REFUND)).isInstanceOf(ApprovalPendingException.class);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      for (int i = 0; i < 64; i++) {
        plane.book().approve(plane.book().await(i));
      }
      for (CompletableFuture<Object> each : waiting) {
        assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(String.class);
      }
      assertThat(rig.ran()).hasSize(64);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void pass_wrappedExecutors_passOnceEach_andARetryDoesNot() throws Exception {
    try (GateRig rig = new GateRig(folder, plane)) {
      plane.waitMillis(0);
      ApprovalPendingException pending = (ApprovalPendingException) rig.call("refund", REFUND);
      plane.book().approve(pending.approvalId());
      Context outside = tool(rig.run.context());
      Passage.Admitted outer = (Passage.Admitted) pass(rig, outside, REFUND, "wrapper");

      assertThat(pass(rig, outer.context(), outer.arguments().text(), "inner"))
          .isInstanceOf(Passage.Free.class);
      assertThat(pass(rig, outer.context(), REFUND, "inner")).isInstanceOf(Passage.Refused.class);
      assertThat(pass(rig, outer.context(), "{\"amount\":820}", "other"))
          .isInstanceOf(Passage.Refused.class);
      assertThat(pass(rig, tool(outer.context()), REFUND, "another"))
          .as("a call of its own further in")
          .isInstanceOf(Passage.Refused.class);
    }
  }

  private static Context tool(Context context) {
    ToolCall call =
        ToolCalls.start(
            io.opentelemetry.javaagent.aiops.hook.Markers.clear(context),
            new ToolRequest("refund", null, "test", null, null));
    return call.context();
  }

  private static Passage pass(GateRig rig, Context context, String arguments, Object place) {
    return rig.gate().pass(GateRig.gated("refund", arguments, context, place));
  }

  /** A wall clock that is wrong. */
  private record Skewed(long off) implements Ticks {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public long epochMillis() {
      return System.currentTimeMillis() + off;
    }
  }
}
