/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's tool that a framework's tool of another name stands for. */
class WrappedCallTest {

  private static final String ARGUMENTS = "{\"order\":\"A-17\"}";
  private static final Object CLIENT = new Object();

  private final LoopbackApprovals plane = new LoopbackApprovals();
  private GateRig rig;

  @BeforeEach
  void start(@TempDir Path folder) {
    rig = new GateRig(folder, plane);
    plane.holds(arguments -> false);
  }

  @AfterEach
  void close() {
    rig.close();
    plane.close();
  }

  /** Inside a tool of a framework that may run, at the hook of the client that it uses. */
  private Context insideATool(String type) {
    ToolRequest tool = new ToolRequest("refund_shop", "call-1", "spring-ai", type, null);
    Context context = ToolCalls.start(rig.run.context(), tool).context();
    Passage passage = rig.gate().pass(GateRig.gated("refund_shop", ARGUMENTS, context, this));
    ToolRequest server = new ToolRequest("refund", null, "mcp-sdk", "extension", null);
    return ToolCalls.start(((Passage.Admitted) passage).context(), server).context();
  }

  private Passage server(Context context, String arguments) {
    String name = GatedCalls.nameInside(context, "refund");
    return rig.gate().pass(GateRig.gated(name, arguments, context, CLIENT));
  }

  @Test
  void withTheArgumentsThatWereAdmitted_passesOnce() {
    Context context = insideATool("extension");

    assertThat(server(context, ARGUMENTS)).isInstanceOf(Passage.Free.class);
    assertThat(plane.asked()).isEqualTo(1);
    assertThat(server(context, ARGUMENTS)).as("again").isInstanceOf(Passage.Admitted.class);
    assertThat(plane.asked()).isEqualTo(2);
  }

  @Test
  void withOtherArguments_isAskedAbout() {
    Context context = insideATool("extension");

    assertThat(server(context, "{\"order\":\"A-18\"}")).isInstanceOf(Passage.Admitted.class);
    assertThat(plane.asked()).isEqualTo(2);
  }

  @Test
  void inAFunctionThatUsesTheServer_isAskedAboutByItsOwnName() {
    Context context = insideATool("function");

    assertThat(GatedCalls.nameInside(context, "refund")).isEqualTo("refund");
    assertThat(server(context, ARGUMENTS)).isInstanceOf(Passage.Admitted.class);
    assertThat(plane.asked()).isEqualTo(2);
  }
}
