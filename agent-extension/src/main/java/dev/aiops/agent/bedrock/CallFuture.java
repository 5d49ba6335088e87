/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future the app gets in place of the library's. It ends the call first and then completes, in
 * the context the call was made from: dependents of one future run in no set order, and what the
 * app does next is not part of the call. Who cancels it, or lets it time out, has given the call
 * up: the library's is cancelled too.
 */
final class CallFuture<T> extends CompletableFuture<T> {

  private final CompletableFuture<T> source;
  private final Runnable givenUp;

  CallFuture(
      CompletableFuture<T> source,
      Context parent,
      BiConsumer<? super @Nullable T, @Nullable Throwable> end,
      Runnable givenUp) {
    this.source = source;
    this.givenUp = givenUp;
    var unused =
        source.whenComplete(
            (value, error) -> {
              Faults.guard("bedrockruntime future", () -> end.accept(value, error));
              parent.wrap(() -> settle(value, error)).run();
            });
  }

  private void settle(T value, @Nullable Throwable error) {
    if (error == null) {
      complete(value);
    } else {
      super.completeExceptionally(BedrockCall.told(error));
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      giveUp();
    }
    return cancelled;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean completed = super.completeExceptionally(error);
    if (completed) {
      giveUp();
    }
    return completed;
  }

  private void giveUp() {
    Faults.guard("bedrockruntime cancel", givenUp);
    source.cancel(true);
  }
}
