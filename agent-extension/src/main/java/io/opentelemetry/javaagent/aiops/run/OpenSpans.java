/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open spans of this process by span id. Thread-safe. */
final class OpenSpans {

  private final Map<String, OpenSpan> spans = new ConcurrentHashMap<>();
  private final ReferenceQueue<ReadWriteSpan> collected = new ReferenceQueue<>();

  int size() {
    return spans.size();
  }

  OpenSpan open(ReadWriteSpan span) {
    forgetCollected();
    OpenSpan opened = new OpenSpan(span, find(span.getParentSpanContext()), collected);
    spans.put(opened.spanId(), opened);
    opened.opened();
    return opened;
  }

  /** The open span of this process that {@code context} names, or null. */
  @Nullable OpenSpan find(SpanContext context) {
    return context.isValid() && !context.isRemote() ? spans.get(context.getSpanId()) : null;
  }

  @Nullable OpenSpan close(SpanContext context) {
    OpenSpan closed = spans.remove(context.getSpanId());
    if (closed != null) {
      closed.closed();
    }
    return closed;
  }

  private void forgetCollected() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      if (gone instanceof OpenSpan span && spans.remove(span.spanId(), span)) {
        span.closed();
      }
    }
  }
}
