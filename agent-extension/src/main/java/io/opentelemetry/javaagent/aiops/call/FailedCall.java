/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.FALLBACK_ERROR;
import static io.opentelemetry.javaagent.aiops.Vocabulary.FALLBACK_MODEL;
import static io.opentelemetry.javaagent.aiops.Vocabulary.FALLBACK_PROVIDER;
import static io.opentelemetry.javaagent.aiops.Vocabulary.FALLBACK_SPAN_ID;

import io.opentelemetry.api.trace.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call that failed: what the next call in the same step may stand in for. */
record FailedCall(
    String spanId, @Nullable String model, @Nullable String provider, String errorType) {

  /** Whether another model, or the same at another provider, replaces this one. */
  boolean isReplacedBy(@Nullable String otherModel, @Nullable String otherProvider) {
    return !Objects.equals(model, otherModel)
        || (provider != null && otherProvider != null && !provider.equals(otherProvider));
  }

  void putOn(Span span) {
    span.setAttribute(FALLBACK_SPAN_ID, spanId);
    span.setAttribute(FALLBACK_ERROR, errorType);
    if (model != null) {
      span.setAttribute(FALLBACK_MODEL, model);
    }
    if (provider != null) {
      span.setAttribute(FALLBACK_PROVIDER, provider);
    }
  }
}
