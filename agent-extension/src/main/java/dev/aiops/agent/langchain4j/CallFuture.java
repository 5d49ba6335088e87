/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future the app gets in place of a library's. It ends the call first and then completes, in the
 * context the call was made from: dependents of one future run in no set order, and what the app
 * does next is not part of the call. Cancelling it cancels the library's.
 */
final class CallFuture<T> extends CompletableFuture<T> {

  private final CompletableFuture<T> source;
  private final Runnable cancelled;

  CallFuture(
      CompletableFuture<T> source,
      Context parent,
      BiConsumer<@Nullable T, @Nullable Throwable> end,
      Runnable cancelled) {
    this.source = source;
    this.cancelled = cancelled;
    var ignored =
        source.whenComplete(
            (value, error) -> {
              Faults.guard("langchain4j future", () -> end.accept(value, error));
              parent.wrap(() -> complete(value, error)).run();
            });
  }

  private void complete(T value, @Nullable Throwable error) {
    if (error == null) {
      complete(value);
    } else {
      completeExceptionally(error);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    Faults.guard("langchain4j cancel", cancelled);
    boolean done = super.cancel(mayInterruptIfRunning);
    source.cancel(mayInterruptIfRunning);
    return done;
  }
}
