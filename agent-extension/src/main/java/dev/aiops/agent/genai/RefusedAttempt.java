/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.IOException;

/**
 * An attempt that must not be sent, on its way through what would send it again: that tries again
 * after an {@link IOException} only.
 */
final class RefusedAttempt extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final ContextKey<Boolean> ASYNC = ContextKey.named("aiops-genai-async");

  private final RuntimeException why;

  RefusedAttempt(RuntimeException why) {
    super(why);
    this.why = why;
  }

  /** {@code context} of a call that nobody's thread waits for. */
  static Context async(Context context) {
    return context.with(ASYNC, true);
  }

  /**
   * What the transport is to see: the refusal, which the app gets; for a call nobody waits for an
   * {@link IOException} by it, as OkHttp takes anything else for a failure of its thread.
   */
  Exception told() {
    boolean async = Boolean.TRUE.equals(Context.current().get(ASYNC));
    return async ? new IOException(why.getMessage(), why) : why;
  }
}
