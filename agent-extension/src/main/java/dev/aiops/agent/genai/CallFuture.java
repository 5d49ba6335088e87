/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A future of a call. So are all futures derived from it, the one the app gets among them: who
 * cancels one, or lets it time out, has given the call up, whatever the library makes of it. It
 * completes in the app's context, not in that of the call, or what follows it would seem to be
 * inside.
 */
final class CallFuture<T> extends CompletableFuture<T> {

  private final ModelCall call;
  private final Context parent;
  private final @Nullable Future<?> source;

  CallFuture(ModelCall call, Context parent, @Nullable Future<?> source) {
    this.call = call;
    this.parent = parent;
    this.source = source;
  }

  /** Completes it with what the library came to. */
  @SuppressWarnings("try") // the scope does its work by being open
  void settle(@Nullable T value, @Nullable Throwable error) {
    try (Scope scope = parent.makeCurrent()) {
      boolean taken = error == null ? complete(value) : super.completeExceptionally(error);
      if (!taken && value instanceof AutoCloseable unwanted) {
        closeQuietly(unwanted);
      }
    }
  }

  private static void closeQuietly(AutoCloseable unwanted) {
    try {
      unwanted.close();
    } catch (Exception e) {
      // nobody waits for it
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(call, parent, null);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      call.cancel();
    }
    if (cancelled && source != null) {
      source.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean completed = super.completeExceptionally(error);
    if (completed) {
      call.cancel();
    }
    return completed;
  }
}
