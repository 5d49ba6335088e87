/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleEmitter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What comes of a future, from a thread of ours, for a subscriber who stays in its context. */
final class Arriving {

  private Arriving() {}

  /** Begins with the subscription; who wants the result no more cancels the future. */
  static <T> Single<T> of(Supplier<CompletableFuture<T>> begin) {
    return Single.create(
        subscriber -> {
          Context here = Context.current();
          CompletableFuture<T> future = begin.get();
          subscriber.setCancellable(() -> future.cancel(true));
          var unused =
              future.whenComplete(
                  (value, error) -> here.wrap(() -> tell(subscriber, value, error)).run());
        });
  }

  private static <T> void tell(SingleEmitter<T> subscriber, T value, @Nullable Throwable error) {
    if (error == null) {
      subscriber.onSuccess(value);
    } else {
      subscriber.tryOnError(error);
    }
  }
}
