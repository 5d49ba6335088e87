/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.internal.SpanKey;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * The upstream agent's HTTP client spans below model calls, and the RPC client spans that it makes
 * of the AWS SDK's executions. Each attempt is an event on the call's span already; the span would
 * say the same again, take as long as all that the call's own takes, and send the trace's headers
 * to the provider.
 */
public final class HttpSpans {

  /** {@code context}, in which upstream takes {@code span} for the HTTP and RPC client span. */
  public static Context leftOut(Context context, Span span) {
    return SpanKey.RPC_CLIENT.storeInContext(
        SpanKey.HTTP_CLIENT.storeInContext(context, span), span);
  }

  /** Whether {@link #leftOut} made {@code context}: only then is the span one of ours. */
  static boolean areLeftOut(Context context) {
    return SpanKey.HTTP_CLIENT.fromContextOrNull(context) instanceof ReadableSpan span
        && span.getInstrumentationScopeInfo().getName().equals(Vocabulary.SCOPE);
  }

  /** {@code context} as it would be had {@link #leftOut} never been called. */
  @SuppressWarnings("NullAway") // a context takes null for no value; its annotations do not say so
  static Context asUsual(Context context) {
    return SpanKey.HTTP_CLIENT.fromContextOrNull(context) == null
        ? context
        : SpanKey.RPC_CLIENT.storeInContext(
            SpanKey.HTTP_CLIENT.storeInContext(context, null), null);
  }

  private HttpSpans() {}
}
