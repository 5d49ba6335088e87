/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.thread.HandOver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A gated method that gives a future, called where nothing should wait: it is called again on a
 * thread of ours, and passes the gate there.
 */
final class HandedMethod {

  private static final ThreadLocal<CompletableFuture<?>> LEFT = new ThreadLocal<>();

  private HandedMethod() {}

  /** Whether it is; its future is left for the exit, as the entry skips the body. */
  static boolean leave(String tool, Method method, @Nullable Object self, Object[] given) {
    Context context = Context.current();
    // one that a subclass may have called would begin again in the subclass
    boolean own = self == null || self.getClass() == method.getDeclaringClass();
    if (!own || !GatedCalls.mustWait(tool, context) || !method.trySetAccessible()) {
      return false;
    }
    LEFT.set(started(tool, context, method, self, given));
    return true;
  }

  private static CompletableFuture<?> started(
      String tool, Context context, Method method, @Nullable Object self, Object[] given) {
    try {
      return HandOver.TOOLS.<Object>start(context.wrapSupplier(() -> called(method, self, given)));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(GatedCalls.crowded(tool));
    }
  }

  @SuppressWarnings("unchecked") // who called gets what the method gives
  private static CompletionStage<Object> called(
      Method method, @Nullable Object self, Object[] given) {
    try {
      Object stage = method.invoke(self, given);
      return stage == null
          ? CompletableFuture.completedFuture(null)
          : (CompletionStage<Object>) stage;
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getTargetException());
    } catch (IllegalAccessException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What the entry on this thread has left; null where it has left nothing. */
  static @Nullable CompletableFuture<?> left() {
    CompletableFuture<?> future = LEFT.get();
    LEFT.remove();
    return future;
  }
}
