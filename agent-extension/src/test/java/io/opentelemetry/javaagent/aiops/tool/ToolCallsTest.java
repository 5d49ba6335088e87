/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_LIBRARY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_OUTCOME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.OPERATION_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_CALL_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.export.MessagePart;
import io.opentelemetry.javaagent.aiops.run.RunDefaults;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolCallsTest {

  private Rig rig = Rig.start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void succeed_recordsTheTool() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("desk", "test").build());
    ToolCalls.start(run.context(), refund("call-1")).succeed(null);
    run.end();

    SpanData span = rig.span("execute_tool refund");
    assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.getAttributes().asMap())
        .contains(
            entry(OPERATION_NAME, "execute_tool"),
            entry(TOOL_NAME, "refund"),
            entry(TOOL_CALL_ID, "call-1"),
            entry(TOOL_TYPE, "function"),
            entry(CALL_LIBRARY, "test"),
            entry(CALL_OUTCOME, "ok"),
            entry(RUN_ID, run.runId()));
  }

  @Test
  void start_insideTheSameCall_recordsNothing() {
    ToolCall outer = ToolCalls.start(Context.root(), refund("call-1"));
    ToolCall sameName = ToolCalls.start(outer.context(), refund(null));
    ToolCall sameId =
        ToolCalls.start(
            outer.context(), new ToolRequest("mcp/refund", "call-1", "mcp", null, null));
    sameId.succeed(null);
    sameName.fail(new IllegalStateException("ignored"));
    outer.succeed(null);

    assertThat(sameName.owner()).isFalse();
    assertThat(sameId.owner()).isFalse();
    assertThat(rig.spans()).hasSize(1);
    assertThat(rig.spans().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void start_ofAServersToolInAFrameworksForIt_recordsNothing() {
    ToolRequest framework = new ToolRequest("shop_refund", "call-1", "spring", "extension", null);
    ToolRequest server = new ToolRequest("refund", null, "mcp-sdk", "extension", null);
    ToolCall outer = ToolCalls.start(Context.root(), framework);
    ToolCall inner = ToolCalls.start(outer.context(), server);
    ToolCall function = ToolCalls.start(Context.root(), refund("call-2"));
    ToolCall other =
        ToolCalls.start(
            function.context(), new ToolRequest("lookup", null, "mcp-sdk", "extension", null));

    assertThat(inner.owner()).isFalse();
    assertThat(other.owner()).as("a function that uses a server's tool").isTrue();
  }

  @Test
  void start_ofAnotherToolInside_isItsChild() {
    ToolCall outer = ToolCalls.start(Context.root(), refund("call-1"));
    ToolCall inner =
        ToolCalls.start(outer.context(), new ToolRequest("lookup", "call-2", "test", null, null));
    inner.succeed(null);
    outer.succeed(null);

    assertThat(rig.span("execute_tool lookup").getParentSpanId())
        .isEqualTo(rig.span("execute_tool refund").getSpanId());
  }

  @Test
  void start_ofTheSameToolByAnAgentInside_isACallOfItsOwn() {
    ToolCall outer = ToolCalls.start(Context.root(), refund(null));
    RunScope agent = Runs.enter(outer.context(), RunStart.of("helper", "test").build());
    ToolCall inner = ToolCalls.start(agent.context(), refund(null));

    assertThat(inner.owner()).isTrue();
    inner.succeed(null);
    agent.end();
    outer.succeed(null);
  }

  @Test
  void fail_saysWhat() {
    ToolCalls.start(Context.root(), refund(null)).fail(new IllegalStateException("no order"));

    SpanData span = rig.span("execute_tool refund");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEqualTo("no order");
    assertThat(span.getAttributes().asMap())
        .contains(
            entry(CALL_OUTCOME, "error"), entry(ERROR_TYPE, "java.lang.IllegalStateException"));
  }

  @Test
  void fail_byCancellation_isNoError() {
    ToolCalls.start(Context.root(), refund(null)).fail(new CancellationException());

    assertThat(rig.span("execute_tool refund").getAttributes().get(CALL_OUTCOME))
        .isEqualTo("cancelled");
  }

  @Test
  void failWith_textForTheModel_isAnError() {
    ToolCalls.start(Context.root(), refund(null)).failWith("tool_error", () -> "no such order");

    assertThat(rig.span("execute_tool refund").getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
  }

  @Test
  void arguments_byDefault_areNotKept() {
    ToolCalls.start(Context.root(), refund(null)).succeed(() -> "done");

    assertThat(rig.parts()).isEmpty();
  }

  @Test
  void arguments_whereWanted_areKept() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOn(), RunDefaults.NONE, Rig.rules(true));
    ToolCalls.start(Context.root(), refund(null)).succeed(() -> "done, password=hunter22");

    assertThat(rig.parts())
        .extracting(MessagePart::part, MessagePart::content)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                MessagePart.Part.TOOL_ARGUMENTS, "{\"order\":4711}"),
            org.assertj.core.groups.Tuple.tuple(
                MessagePart.Part.TOOL_RESULT, "done, password=[redacted]"));
  }

  private static ToolRequest refund(@org.jspecify.annotations.Nullable String callId) {
    return new ToolRequest("refund", callId, "test", "function", () -> "{\"order\":4711}");
  }
}
