/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_LIBRARY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.OPERATION_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_CALL_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TOOL_TYPE;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.export.MessagePart.Part;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.run.RunRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records tool calls as {@code execute_tool} spans. */
public final class ToolRecorder {

  private final Supplier<Tracer> tracer;
  private final RunRegistry runs;
  private final ContentLog content;
  private final @Nullable Gate gate;

  /**
   * Spans of {@code tracer}, texts to {@code content}.
   *
   * @param gate says whether repeats are to be counted; null where no control plane is set
   */
  public ToolRecorder(
      Supplier<Tracer> tracer, RunRegistry runs, ContentLog content, @Nullable Gate gate) {
    this.tracer = tracer;
    this.runs = runs;
    this.content = content;
    this.gate = gate;
  }

  ToolCall start(Context parent, ToolRequest request) {
    OwnedTool around = Markers.current(parent, OwnedTool.class);
    if (around != null && around.isSame(request)) {
      return new NoTool(parent);
    }
    Span span = span(parent, request);
    Run run = runs.find(parent);
    OwnedTool owned = new OwnedTool(parent, request, span, run, content);
    Supplier<@Nullable String> arguments = request.arguments();
    if (arguments != null) {
      Faults.guard(
          "reading a tool's arguments", () -> arguments(span, run, request.name(), arguments));
    }
    return owned;
  }

  /** Reads them at most once, and only where somebody wants them. */
  private void arguments(
      Span span, @Nullable Run run, String tool, Supplier<@Nullable String> arguments) {
    boolean counted = run != null && gate != null && gate.asksForRepeats();
    if (!counted && !content.toolArguments()) {
      return;
    }
    String text = arguments.get();
    if (run != null && counted) {
      run.toolCalled(tool, text == null ? "" : text);
    }
    if (content.toolArguments()) {
      content.write(
          span.getSpanContext(), run == null ? null : run.id(), Part.TOOL_ARGUMENTS, () -> text);
    }
  }

  private Span span(Context parent, ToolRequest request) {
    SpanBuilder builder =
        tracer
            .get()
            .spanBuilder("execute_tool " + request.name())
            .setParent(parent)
            .setAttribute(OPERATION_NAME, "execute_tool")
            .setAttribute(TOOL_NAME, request.name())
            .setAttribute(CALL_LIBRARY, request.library());
    if (request.callId() != null) {
      builder.setAttribute(TOOL_CALL_ID, request.callId());
    }
    if (request.type() != null) {
      builder.setAttribute(TOOL_TYPE, request.type());
    }
    return builder.startSpan();
  }
}
