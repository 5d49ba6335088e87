/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a span ended whose end is still to be written, by the span's own clock: another clock could
 * put the end before the start.
 *
 * @param span null where it is none of the SDK
 * @param latencyNanos from its start
 */
record EndTime(@Nullable ReadableSpan span, long latencyNanos) {

  /** Now. */
  static EndTime of(Span span) {
    return span instanceof ReadableSpan readable
        ? new EndTime(readable, readable.getLatencyNanos())
        : new EndTime(null, 0);
  }

  /** Ends {@code ending}, which is the span this is of. */
  void end(Span ending) {
    if (span == null) {
      ending.end();
    } else {
      ending.end(span.toSpanData().getStartEpochNanos() + latencyNanos, TimeUnit.NANOSECONDS);
    }
  }
}
