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

  private static final long UNKNOWN = -1;

  /** Now. */
  static EndTime of(Span span) {
    return span instanceof ReadableSpan readable
        ? new EndTime(readable, readable.getLatencyNanos())
        : new EndTime(null, 0);
  }

  /**
   * Nanoseconds since 1970, negative where unknown. The SDK tells the start only with a sorted copy
   * of all attributes, so whoever asks before most of them are there asks cheaply.
   */
  long epochNanos() {
    return span == null ? UNKNOWN : span.toSpanData().getStartEpochNanos() + latencyNanos;
  }

  /** Ends {@code ending} at the given {@link #epochNanos}. */
  static void end(Span ending, long epochNanos) {
    if (epochNanos < 0) {
      ending.end();
    } else {
      ending.end(epochNanos, TimeUnit.NANOSECONDS);
    }
  }
}
