/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells an app that gave a call up from a call that failed. */
public final class Interruption {

  private static final int DEEPEST = 16;

  /** Whether {@code error} is, or was caused by, a cancellation or an interrupted thread. */
  public static boolean isOne(Throwable error) {
    Throwable cause = error;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (interrupted(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean interrupted(@Nullable Throwable error) {
    return error instanceof CancellationException
        || error instanceof InterruptedException
        || (error instanceof InterruptedIOException io && !isTimeout(io) && !isRejected(io));
  }

  /** OkHttp says "timeout" where its own limits ran out. */
  private static boolean isTimeout(InterruptedIOException error) {
    return error instanceof SocketTimeoutException || "timeout".equals(error.getMessage());
  }

  /** OkHttp takes no asynchronous call once its client is closed, which no app gave up by that. */
  private static boolean isRejected(InterruptedIOException error) {
    return error.getCause() instanceof RejectedExecutionException;
  }

  private Interruption() {}
}
