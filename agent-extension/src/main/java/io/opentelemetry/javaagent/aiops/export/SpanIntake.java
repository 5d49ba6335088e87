/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.function.Predicate;

/** The end of a span in the app's thread: a look at it and a reference into the queue. */
final class SpanIntake implements SpanProcessor {

  private final Handoff<ReadableSpan> handoff;
  private final Predicate<ReadableSpan> wanted;
  private final ClickHouseExport export;
  private final OnceLog log;

  SpanIntake(
      Handoff<ReadableSpan> handoff,
      Predicate<ReadableSpan> wanted,
      ClickHouseExport export,
      OnceLog log) {
    this.handoff = handoff;
    this.wanted = wanted;
    this.export = export;
    this.log = log;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    try {
      if (wanted.test(span)) {
        handoff.offer(span);
      }
    } catch (RuntimeException | Error e) {
      log.bug("a span could not be taken", e);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return Flushing.now(export);
  }

  /** Flushes only: spans that end while the JVM goes down are still spooled. */
  @Override
  public CompletableResultCode shutdown() {
    return Flushing.last(export);
  }
}
