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

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.content.ContentRules;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    Run around = around(parent);
    if (around != null) {
      Span span = begun(parent, start, false);
      return new Entry(Markers.clear(parent).with(span), around, span, this, false, span::end);
    }
    Run run = runs.ofEntry(parent, start);
    Context inRun = runs.in(parent, run);
    Span span = begun(inRun, start, true);
    return root(inRun.with(span), run, span, start, span::end);
  }

  /** As {@link #enter}, in the library's own span where that is the current one. */
  RunScope enterSpan(Context parent, RunStart start, String scope) {
    Span span = Span.fromContext(parent);
    if (!runs.isOpen(span, scope)) {
      return enter(parent, start);
    }
    Run around = around(parent);
    span.setAllAttributes(attributes(start, around == null));
    if (around != null) {
      return new Entry(Markers.clear(parent), around, span, this, false, () -> {});
    }
    Run run = runs.ofEntry(parent, start);
    runs.put(span, run);
    return root(runs.in(parent, run), run, span, start, () -> {});
  }

  /** The run that an agent entered in {@code parent} is a step of; null where it begins one. */
  private @Nullable Run around(Context parent) {
    Run around = runs.find(parent);
    return around == null || around.root() == Run.Root.LOCAL_ROOT ? null : around;
  }

  private RunScope root(Context context, Run run, Span span, RunStart start, Runnable over) {
    Entry entry = new Entry(Markers.clear(context), run, span, this, true, over);
    runs.begin(
        run, span.getSpanContext(), entry, new RunCause(start.model(), start.input(), false));
    return entry;
  }

  private Span begun(Context context, RunStart start, boolean root) {
    return tracer
        .get()
        .spanBuilder(operation(start) + ' ' + start.agent())
        .setParent(context)
        .setAllAttributes(attributes(start, root))
        .startSpan();
  }

  private static String operation(RunStart start) {
    return start.workflow() ? "invoke_workflow" : "invoke_agent";
  }

  private static Attributes attributes(RunStart start, boolean root) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(OPERATION_NAME, operation(start))
            .put(AGENT_NAME, start.agent())
            .put(CALL_LIBRARY, start.library());
    put(attributes, start);
    if (root) {
      attributes.put(RUN_ROOT, true);
    }
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, RunStart start) {
    if (start.agentVersion() != null) {
      attributes.put(AGENT_VERSION, start.agentVersion());
    }
    if (start.conversationId() != null) {
      attributes.put(CONVERSATION_ID, start.conversationId());
    }
    if (start.userId() != null) {
      attributes.put(USER_ID, start.userId());
    }
  }
}
