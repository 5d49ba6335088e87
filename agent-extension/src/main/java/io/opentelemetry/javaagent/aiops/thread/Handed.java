/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.thread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that was handed over, and what comes of it. */
final class Handed<T> extends CompletableFuture<T> implements Runnable {

  private final Supplier<? extends CompletionStage<T>> work;
  private final @Nullable ClassLoader loader;
  private @Nullable Thread worker;
  private @Nullable Future<T> source;

  Handed(Supplier<? extends CompletionStage<T>> work, @Nullable ClassLoader loader) {
    this.work = work;
    this.loader = loader;
  }

  @Override
  public void run() {
    Thread current = Thread.currentThread();
    if (!begin(current)) {
      return;
    }
    current.setContextClassLoader(loader);
    try {
      follow(work.get().toCompletableFuture());
    } catch (Throwable t) {
      completeExceptionally(t);
    } finally {
      left();
      current.setContextClassLoader(null);
    }
  }

  /** False where nobody wants it any more. */
  private synchronized boolean begin(Thread current) {
    if (isDone()) {
      return false;
    }
    worker = current;
    return true;
  }

  private void follow(CompletableFuture<T> made) {
    if (isGivenUp(made)) {
      made.cancel(true);
    }
    var unused = made.whenComplete(this::settle);
  }

  private synchronized boolean isGivenUp(Future<T> made) {
    worker = null;
    source = made;
    return isCancelled();
  }

  private void settle(T value, @Nullable Throwable error) {
    if (error != null) {
      completeExceptionally(error);
    } else if (!complete(value) && value instanceof AutoCloseable unwanted) {
      closeQuietly(unwanted);
    }
  }

  private static void closeQuietly(AutoCloseable unwanted) {
    try {
      unwanted.close();
    } catch (Exception e) {
      // nobody waits for it
    }
  }

  /** The thread is for others now: no interruption of this work may reach them. */
  private synchronized void left() {
    worker = null;
    boolean unused = Thread.interrupted();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Future<T> made = cancelled ? interrupted() : null;
    if (made != null) {
      made.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }

  /** Interrupts who works on it, else gives what was made. */
  private synchronized @Nullable Future<T> interrupted() {
    if (worker != null) {
      worker.interrupt();
    }
    return source;
  }
}
