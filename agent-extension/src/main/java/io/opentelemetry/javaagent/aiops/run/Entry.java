/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.FAILING_SPAN_ID;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One invocation of an agent. */
final class Entry implements RunScope {

  private final Context context;
  private final Run run;
  private final Span span;
  private final Entries entries;
  private final boolean root;
  private final Runnable over;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Supplier<@Nullable String> output;

  /**
   * @param root whether this invocation is the run, not a step of another
   * @param over ends the span, where that is ours to end
   */
  Entry(Context context, Run run, Span span, Entries entries, boolean root, Runnable over) {
    this.over = over;
    this.entries = entries;
    this.context = context;
    this.run = run;
    this.span = span;
    this.root = root;
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public String runId() {
    return run.id();
  }

  @Override
  public boolean root() {
    return root;
  }

  @Override
  public void output(Supplier<@Nullable String> output) {
    this.output = output;
  }

  @Override
  public void end() {
    finish(() -> endRun(RunEnd.ok(answer())));
  }

  @Override
  public void cancel() {
    finish(() -> endRun(RunEnd.cancelled()));
  }

  @Override
  public void fail(Throwable error) {
    finish(() -> failed(error));
  }

  private void finish(Runnable end) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Faults.guard("ending a run", end);
    Faults.guard("ending the span of a run", over);
  }

  private void failed(Throwable error) {
    String type = TypedError.of(error);
    String message = entries.message(error);
    span.setAttribute(ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR, message);
    if (!root) {
      run.callFailed(span.getSpanContext().getSpanId(), error);
      return;
    }
    String failing = entries.runs().failingSpan(run, span.getSpanContext(), error);
    span.setAttribute(FAILING_SPAN_ID, failing);
    endRun(RunEnd.error(failing, type, message));
  }

  private void endRun(RunEnd end) {
    if (root) {
      run.end(end);
    }
  }

  private Supplier<@Nullable String> answer() {
    if (!root || !run.wantsAnswer()) {
      return () -> null;
    }
    String text = Faults.text("reading the output of a run", output);
    return text == null ? run::answer : () -> text;
  }
}
