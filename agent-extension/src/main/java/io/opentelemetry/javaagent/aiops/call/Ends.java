/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** How calls end by what was thrown. */
public final class Ends {

  private Ends() {}

  /** Ends {@code call} by {@code error}: cancelled where the app cancelled it, else failed. */
  public static void failed(ModelCall call, Throwable error) {
    Throwable cause = unwrapped(error);
    if (cause instanceof CancellationException) {
      call.cancel();
    } else {
      call.fail(cause);
    }
  }

  /** What a future failed with. */
  public static Throwable unwrapped(Throwable error) {
    @Nullable Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }
}
