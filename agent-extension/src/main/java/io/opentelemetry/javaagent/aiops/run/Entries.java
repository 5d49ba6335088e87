/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_VERSION;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_LIBRARY;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CONVERSATION_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.OPERATION_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ROOT;
import static io.opentelemetry.javaagent.aiops.Vocabulary.USER_ID;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import java.util.function.Supplier;

/** Begins invocations of agents: their span, and the run where they are its root. */
public final class Entries {

  private final RunRegistry runs;
  private final Supplier<Tracer> tracer;
  private final ContentRules content;

  /** Records into {@code runs} with spans of {@code tracer}; messages pass {@code content}. */
  public Entries(RunRegistry runs, Supplier<Tracer> tracer, ContentRules content) {
    this.runs = runs;
    this.tracer = tracer;
    this.content = content;
  }

  /** The message of {@code error} without secrets and cut to size, for a span's status. */
  String message(Throwable error) {
    return content.message(error);
  }

  RunRegistry runs() {
    return runs;
  }

  RunScope enter(Context parent, RunStart start) {
    Run around = runs.find(parent);
    if (around != null && around.root() != Run.Root.LOCAL_ROOT) {
      return step(parent, around, start);
    }
    Run run = runs.ofEntry(parent, start);
    Context inRun = runs.in(parent, run);
    Span span = span(inRun, start, true);
    Entry entry = new Entry(Markers.clear(inRun).with(span), run, span, this, true);
    runs.begin(
        run, span.getSpanContext(), entry, new RunCause(start.model(), start.input(), false));
    return entry;
  }

  private RunScope step(Context parent, Run run, RunStart start) {
    Span span = span(parent, start, false);
    return new Entry(Markers.clear(parent).with(span), run, span, this, false);
  }

  private Span span(Context context, RunStart start, boolean root) {
    String operation = start.workflow() ? "invoke_workflow" : "invoke_agent";
    SpanBuilder builder =
        tracer
            .get()
            .spanBuilder(operation + ' ' + start.agent())
            .setParent(context)
            .setAttribute(OPERATION_NAME, operation)
            .setAttribute(AGENT_NAME, start.agent())
            .setAttribute(CALL_LIBRARY, start.library());
    put(builder, start);
    if (root) {
      builder.setAttribute(RUN_ROOT, true);
    }
    return builder.startSpan();
  }

  private static void put(SpanBuilder builder, RunStart start) {
    if (start.agentVersion() != null) {
      builder.setAttribute(AGENT_VERSION, start.agentVersion());
    }
    if (start.conversationId() != null) {
      builder.setAttribute(CONVERSATION_ID, start.conversationId());
    }
    if (start.userId() != null) {
      builder.setAttribute(USER_ID, start.userId());
    }
  }
}
