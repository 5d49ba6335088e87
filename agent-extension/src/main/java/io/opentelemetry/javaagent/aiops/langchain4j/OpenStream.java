/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * A streamed model call, as the HTTP hook sees it: only the transport knows whether a stream ended
 * or broke, and that a cancelled one is over.
 */
public interface OpenStream {

  /** Where a streamed call puts itself for the HTTP client below it. */
  ContextKey<OpenStream> KEY = ContextKey.named("aiops-langchain4j-stream");

  /** The streamed call {@code context} is in, or null. */
  static @Nullable OpenStream of(Context context) {
    return context.get(KEY);
  }

  /** The provider answered and will stream. */
  void opened();

  /** The connection failed after the provider answered. */
  void broken(Throwable error);

  /** Nothing more will come; called after the library's own handling of the end. */
  void closed();
}
