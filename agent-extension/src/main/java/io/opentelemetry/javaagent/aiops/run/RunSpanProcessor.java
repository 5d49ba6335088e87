/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Stamps each span of a run when it starts, and ends the run with its local root. */
public final class RunSpanProcessor implements SpanProcessor {

  private final RunRegistry runs;
  private final Runnable settle;

  /**
   * Tells {@code runs} of every span.
   *
   * @param settle waits for what is not written yet; called before the export is flushed
   */
  public RunSpanProcessor(RunRegistry runs, Runnable settle) {
    this.runs = runs;
    this.settle = settle;
  }

  @Override
  public CompletableResultCode forceFlush() {
    Faults.guard("writing run events", settle);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return forceFlush();
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    try {
      runs.spanStarted(parentContext, span);
    } catch (Throwable t) {
      Faults.report("stamping a span", t);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    try {
      runs.spanEnded(span);
    } catch (Throwable t) {
      Faults.report("ending a span", t);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
