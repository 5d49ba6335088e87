/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.OPERATION_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ROOT;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which span belongs to which run. A run is found, innermost first: in the Context (an agent entry
 * or a model call put it there), on the parent span or its local root, in the parent's tracestate.
 * Thread-safe.
 */
public final class RunRegistry {

  private final OpenSpans spans = new OpenSpans();
  private final RunIds ids;
  private final RunLog log;
  private final Identities identities;

  RunRegistry(RunIds ids, RunLog log, Identities identities) {
    this.ids = ids;
    this.log = log;
    this.identities = identities;
  }

  /** {@code aiops.agent.name}, or null. */
  @Nullable String defaultAgent() {
    return identities.defaultAgent();
  }

  /** The run that a span started in {@code context} belongs to, or null. */
  public @Nullable Run find(Context context) {
    Run run = context.get(Run.KEY);
    if (run != null) {
      return run;
    }
    SpanContext parent = Span.fromContext(context).getSpanContext();
    OpenSpan open = spans.find(parent);
    run = open == null ? null : open.run();
    return run != null ? run : elsewhere(context, parent);
  }

  /**
   * The run that a parent's tracestate names: it began in another service, or its span has ended.
   */
  private @Nullable Run elsewhere(Context context, SpanContext parent) {
    String id = RunTraceState.runId(parent.getTraceState());
    return id == null ? null : new Run(id, Run.Root.ELSEWHERE, identities.ofCaller(context));
  }

  /**
   * The run that a model call in {@code context} belongs to. A call outside any run makes its local
   * root span the root of a new one.
   *
   * @return null where no span is around the call, so that it must be a run itself
   */
  public @Nullable Run around(Context context, RunCause cause) {
    Run run = find(context);
    if (run != null) {
      run.modelAsked(cause.model());
      return run;
    }
    OpenSpan open = spans.find(Span.fromContext(context).getSpanContext());
    return open == null ? null : adopt(context, open, cause);
  }

  private @Nullable Run adopt(Context context, OpenSpan open, RunCause cause) {
    OpenSpan root = open.root();
    ReadWriteSpan span = root.get();
    if (span == null || span.hasEnded()) {
      return null;
    }
    synchronized (root) {
      Run existing = root.run();
      return existing != null ? existing : adoptRoot(context, root, span, cause);
    }
  }

  private Run adoptRoot(Context context, OpenSpan root, ReadWriteSpan span, RunCause cause) {
    Run run = new Run(ids.next(), Run.Root.LOCAL_ROOT, identities.ofRoot(context, span));
    // the run is set before the open spans are read: a span starting meanwhile sees one or the
    // other
    root.run(run);
    run.stamp(span);
    span.setAttribute(RUN_ROOT, true);
    for (OpenSpan below : root.below()) {
      stamp(below, run);
    }
    begin(run, span.getSpanContext(), span, cause);
    return run;
  }

  private static void stamp(OpenSpan below, Run run) {
    ReadWriteSpan span = below.get();
    if (span != null && below.run() == run) {
      run.stamp(span);
    }
  }

  /** A new run whose root is the model call about to start in {@code context}. */
  public Run ofCall(Context context) {
    return new Run(ids.next(), Run.Root.CALL, identities.ofRoot(context, null));
  }

  /** A new run whose root is an agent entry. */
  Run ofEntry(Context context, RunStart start) {
    return new Run(ids.next(), Run.Root.ENTRY, identities.ofEntry(context, start));
  }

  /** Whether {@code span} is open, and one of the tracer named {@code scope}. */
  boolean isOpen(Span span, String scope) {
    OpenSpan open = spans.find(span.getSpanContext());
    ReadWriteSpan found = open == null ? null : open.get();
    return found != null && found.getInstrumentationScopeInfo().getName().equals(scope);
  }

  /** Puts a span that is open, and what will begin below it, into {@code run}. */
  void put(Span span, Run run) {
    OpenSpan open = spans.find(span.getSpanContext());
    ReadWriteSpan found = open == null ? null : open.get();
    if (open != null && found != null) {
      open.run(run);
      run.stamp(found);
    }
  }

  /** {@code context} with {@code run} in it. */
  public Context in(Context context, Run run) {
    return context.get(Run.KEY) == run ? context : context.with(Run.KEY, run);
  }

  /**
   * Begins the record of a run.
   *
   * @param alive what the app holds while the run can still end
   */
  public void begin(Run run, SpanContext rootSpan, Object alive, RunCause cause) {
    RunRecord record = new RunRecord(run, log, rootSpan, alive);
    run.record(record);
    record.begin(cause.model(), log.capturesContent() ? cause.input(log::cut) : () -> null);
  }

  /**
   * The call whose span is {@code context} has succeeded, though its span may end later: what comes
   * after it in the app finds its place.
   */
  public void callSucceeded(SpanContext context) {
    OpenSpan closed = spans.close(context);
    OpenSpan parent = closed == null ? null : closed.parent();
    if (parent != null) {
      parent.failingBelow(null);
    }
  }

  /** Where model calls directly below the current span leave word of a failure, or null. */
  public @Nullable AtomicReference<Object> lastFailedCall(Context context) {
    OpenSpan open = spans.find(Span.fromContext(context).getSpanContext());
    return open == null ? null : open.lastFailedCall();
  }

  /** How many spans are known to be open. */
  public int openSpans() {
    return spans.size();
  }

  void spanStarted(Context parentContext, ReadWriteSpan span) {
    OpenSpan opened = spans.open(span);
    Run run = find(parentContext);
    if (run != null) {
      opened.run(run);
      run.stamp(span);
    }
  }

  void spanEnded(ReadableSpan span) {
    OpenSpan closed = spans.close(span.getSpanContext());
    if (closed == null) {
      return;
    }
    Run run = closed.run();
    if (run == null) {
      return;
    }
    SpanData data = span.toSpanData();
    passFailureUp(closed, data);
    RunRecord record = run.record();
    if (record != null
        && run.root() == Run.Root.LOCAL_ROOT
        && record.rootSpan().getSpanId().equals(closed.spanId())) {
      record.end(endOf(run, closed, data));
    }
  }

  private static void passFailureUp(OpenSpan closed, SpanData data) {
    OpenSpan parent = closed.parent();
    if (parent == null) {
      return;
    }
    if (data.getStatus().getStatusCode() == StatusCode.ERROR) {
      parent.failingBelow(failing(closed));
    } else if (data.getAttributes().get(OPERATION_NAME) != null) {
      // a call that succeeded made good for one that failed before it
      parent.failingBelow(null);
    }
  }

  private static String failing(OpenSpan span) {
    String below = span.failingBelow();
    return below != null ? below : span.spanId();
  }

  private static RunEnd endOf(Run run, OpenSpan root, SpanData data) {
    if (data.getStatus().getStatusCode() != StatusCode.ERROR) {
      return RunEnd.ok(run::answer);
    }
    String type = data.getAttributes().get(ERROR_TYPE);
    return RunEnd.error(
        failing(root), type == null ? "error" : type, data.getStatus().getDescription());
  }

  /** The span that {@code run} failed in when {@code error} reached the span {@code root}. */
  String failingSpan(Run run, SpanContext root, Throwable error) {
    String thrower = run.failures().spanOf(error);
    OpenSpan open = spans.find(root);
    if (thrower != null) {
      return thrower;
    }
    return open == null ? root.getSpanId() : failing(open);
  }
}
