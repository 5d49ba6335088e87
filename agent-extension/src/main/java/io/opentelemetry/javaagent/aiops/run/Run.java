/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.RUN_ID;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.budget.ToolRepeats;
import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as this process knows it: one that began here, or one that began in another service.
 * Thread-safe.
 */
public final class Run {

  /** What a run's root is. */
  enum Root {
    /** An agent entry point. */
    ENTRY,
    /** The local root span around the first model call. */
    LOCAL_ROOT,
    /** The model call itself. */
    CALL,
    /** A span of another process. */
    ELSEWHERE
  }

  static final ContextKey<Run> KEY = ContextKey.named("aiops-run");

  private final String id;
  private final Root root;
  private final RunIdentity identity;
  private final TraceState traceState;
  private final Failures failures = new Failures();
  private volatile @Nullable RunRecord record;
  private volatile @Nullable String answer;
  private volatile @Nullable ToolRepeats repeats;

  Run(String id, Root root, RunIdentity identity) {
    this.id = id;
    this.root = root;
    this.identity = identity;
    this.traceState = RunTraceState.of(id);
  }

  /** The run's id, a UUIDv7. */
  public String id() {
    return id;
  }

  /** The agent's name; empty where unknown. */
  public String agent() {
    return identity.agent() == null ? "" : identity.agent();
  }

  /** The end user; empty where unknown. */
  public String user() {
    return identity.userId() == null ? "" : identity.userId();
  }

  /** A model is asked: the run's start is written now if it waited for the model's name. */
  public void modelAsked(@Nullable String model) {
    RunRecord current = record;
    if (current != null) {
      current.modelAsked(model);
    }
  }

  /** Whether a model's answer should be handed to {@link #answered}. */
  public boolean wantsAnswer() {
    RunRecord current = record;
    return current != null && current.capturesContent();
  }

  /** A model answered: the last answer is the run's output where no agent entry says otherwise. */
  public void answered(@Nullable String text) {
    RunRecord current = record;
    if (current != null && text != null) {
      answer = current.cut(text);
    }
  }

  /**
   * What the run was asked, as far as it is kept: without secrets and cut; null where it is not, or
   * the run began in another process.
   */
  public @Nullable String input() {
    RunRecord current = record;
    return current == null ? null : current.keptInput();
  }

  /** A call of this run waits for a person from now on. */
  public void waitsForPerson() {
    RunRecord current = record;
    if (current != null) {
      current.waits();
    }
  }

  /** A call of this run does not wait any more. */
  public void goesOn() {
    RunRecord current = record;
    if (current != null) {
      current.goesOn();
    }
  }

  /** A tool is called by this run, with arguments as JSON. */
  public void toolCalled(String tool, String arguments) {
    ToolRepeats known = repeats;
    (known == null ? newRepeats() : known).called(tool, arguments);
  }

  private synchronized ToolRepeats newRepeats() {
    ToolRepeats known = repeats;
    if (known == null) {
      known = new ToolRepeats();
      repeats = known;
    }
    return known;
  }

  /** What this run has called most often with the same arguments; null before its first tool. */
  public @Nullable Repeated repeated() {
    ToolRepeats known = repeats;
    return known == null ? null : known.most();
  }

  /** A call of this run failed, so that a failure of the run can be traced to it. */
  public void callFailed(String spanId, Throwable error) {
    failures.add(spanId, error);
  }

  /** The run's only call succeeded. */
  public void succeed() {
    end(RunEnd.ok(this::answer));
  }

  /** The run's only call has succeeded at {@code at}: told by the background, later. */
  public void succeeded(Instant at) {
    RunRecord current = record;
    if (current != null) {
      current.endNow(RunEnd.ok(this::answer), at);
    }
  }

  /** The run's only call was cancelled or left. */
  public void cancel() {
    end(RunEnd.cancelled());
  }

  /** The run's only call failed. */
  public void fail(String spanId, String errorType, String message) {
    end(RunEnd.error(spanId, errorType, message));
  }

  void end(RunEnd end) {
    RunRecord current = record;
    if (current != null) {
      current.end(end);
    }
  }

  Root root() {
    return root;
  }

  RunIdentity identity() {
    return identity;
  }

  Failures failures() {
    return failures;
  }

  @Nullable String answer() {
    return answer;
  }

  @Nullable RunRecord record() {
    return record;
  }

  void record(RunRecord record) {
    this.record = record;
  }

  /** {@code state} with this run's id in it. */
  TraceState in(TraceState state) {
    return state.isEmpty() ? traceState : RunTraceState.with(state, id);
  }

  void stamp(ReadWriteSpan span) {
    span.setAttribute(RUN_ID, id);
    identity.stamp(span);
  }
}
