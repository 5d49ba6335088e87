/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.hostile;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/** Throws what a library of another version makes our code throw. */
final class HostileProcessor implements SpanProcessor {

  private final AtomicInteger started = new AtomicInteger();

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (isOurs(span) && started.getAndIncrement() % 2 == 0) {
      throw new NoSuchMethodError("at the start, on demand");
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (isOurs(span)) {
      throw new IllegalStateException("at the end, on demand");
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private static boolean isOurs(ReadableSpan span) {
    return span.getInstrumentationScopeInfo().getName().startsWith("dev.aiops");
  }
}
