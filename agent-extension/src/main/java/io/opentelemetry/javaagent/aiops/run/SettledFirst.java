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

/**
 * A processor of the user's exporters, which are shut down before ours: spans whose end still waits
 * in the background are ended before it is flushed or shut down, or it would never see them.
 */
public final class SettledFirst implements SpanProcessor {

  private final SpanProcessor processor;
  private final Runnable settle;

  /**
   * Stands in for {@code processor}.
   *
   * @param settle ends what waits to be ended
   */
  public SettledFirst(SpanProcessor processor, Runnable settle) {
    this.processor = processor;
    this.settle = settle;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    processor.onStart(parentContext, span);
  }

  @Override
  public boolean isStartRequired() {
    return processor.isStartRequired();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    processor.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return processor.isEndRequired();
  }

  @Override
  public CompletableResultCode forceFlush() {
    Faults.guard("ending spans before a flush", settle);
    return processor.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    Faults.guard("ending spans before a shutdown", settle);
    return processor.shutdown();
  }

  @Override
  public String toString() {
    return processor.toString();
  }
}
