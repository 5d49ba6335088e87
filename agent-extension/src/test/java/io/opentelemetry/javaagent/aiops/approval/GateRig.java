/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Arguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.Keeper;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Caller;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The gate on a real keeper, with a run in which a tool is called that counts how often it ran. */
final class GateRig implements AutoCloseable {

  private static final Timings FAST =
      new Timings(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  final Rig rig = Rig.start();
  final RunScope run;
  final Approvals approvals;
  private final Keeper keeper;
  private final ApprovalGate gate;
  private final List<String> ran = new CopyOnWriteArrayList<>();

  GateRig(Path folder, LoopbackApprovals plane) {
    this(folder, plane, 64, Ticks.SYSTEM);
  }

  GateRig(Path folder, LoopbackApprovals plane, int maxWaiting, Ticks ticks) {
    this(folder, plane.port(), "token", maxWaiting, ticks);
  }

  GateRig(Path folder, int port, String token, int maxWaiting, Ticks ticks) {
    keeper = Keeper.start(settings(folder, port, token, ticks));
    approvals = keeper.approvals();
    gate = gate(approvals, maxWaiting);
    run =
        Runs.enter(
            Context.root(),
            RunStart.of("desk", "test").userId("cora").input(() -> "refund my order").build());
  }

  private static KeeperSettings settings(Path folder, int port, String token, Ticks ticks) {
    return new KeeperSettings(
        URI.create("http://127.0.0.1:" + port),
        token,
        folder,
        new Caller("shop", "prod", "checkout"),
        "node-7/boot-1",
        ticks,
        FAST);
  }

  /** Another gate, as on another control plane. */
  ApprovalGate gate(Approvals of, int maxWaiting) {
    return new ApprovalGate(
        of,
        rig.runs(),
        () -> Rig.SHOP,
        new Requester(Requester.DEFAULT),
        Duration.ofSeconds(5),
        maxWaiting);
  }

  /** Calls a tool as a hook does; what it ran with, or the refusal. */
  Object call(String tool, String arguments) {
    return call(gate, run.context(), tool, arguments);
  }

  Object call(ApprovalGate through, Context context, String tool, String arguments) {
    ToolCall call = ToolCalls.start(context, new ToolRequest(tool, null, "test", null, null));
    Passage passage = through.pass(gated(tool, arguments, call.context(), new Object()));
    if (passage instanceof Passage.Refused refused) {
      call.refuse(refused.why());
      return refused.why();
    }
    String with =
        passage instanceof Passage.Admitted admitted ? admitted.arguments().text() : arguments;
    ran.add(with);
    @Nullable Execution execution =
        passage instanceof Passage.Admitted admitted ? admitted.execution() : null;
    String notice = execution == null ? null : execution.notice();
    if (execution != null) {
      execution.succeeded();
    }
    call.succeed(null);
    return notice == null ? with : notice + with;
  }

  static GatedCall gated(String tool, String arguments, Context context, Object place) {
    return new GatedCall(
        tool, () -> "", Arguments.json(arguments), context, new Place(place, "execute"));
  }

  ApprovalGate gate() {
    return gate;
  }

  /** What tools ran with. */
  List<String> ran() {
    return ran;
  }

  @Override
  public void close() {
    run.end();
    keeper.close();
    rig.close();
  }
}
