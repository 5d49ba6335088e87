/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.thread.HandOver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Admits a call and makes it on a thread of ours, in place of one that must not wait. */
record Elsewhere(OwnedCall call) {

  private static final ContextKey<AtomicBoolean> MADE = ContextKey.named("aiops-made-elsewhere");

  /** Whether the method that is hooked is the one that is called here; true once. */
  static boolean isMade(Context context) {
    AtomicBoolean made = context.get(MADE);
    return made != null && made.compareAndSet(false, true);
  }

  <T> CompletableFuture<T> make(Supplier<? extends CompletionStage<T>> make) {
    try {
      CompletableFuture<T> made = HandOver.CALLS.start(() -> admitted(make));
      var unused = made.whenComplete((value, error) -> ended(error));
      return made;
    } catch (Throwable t) {
      @Nullable RuntimeException refusal = call.cannotWait(t);
      return CompletableFuture.failedFuture(refusal == null ? t : refusal);
    }
  }

  private <T> CompletionStage<T> admitted(Supplier<? extends CompletionStage<T>> make) {
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    if (call.hasEnded()) {
      return CompletableFuture.failedFuture(new CancellationException("the call was given up"));
    }
    Context inside = call.context().with(MADE, new AtomicBoolean());
    CompletionStage<T> made = inside.wrapSupplier(make::get).get();
    return made;
  }

  /** Who cancels the future while it waits has given the call up. */
  private void ended(@Nullable Throwable error) {
    if (error instanceof CancellationException) {
      call.cancel();
    }
  }
}
