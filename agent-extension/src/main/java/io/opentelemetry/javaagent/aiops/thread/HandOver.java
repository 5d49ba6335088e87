/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.thread;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads of ours that wait in place of one that must not. They are bounded, daemons, and there
 * only while they are needed. Thread-safe.
 */
public final class HandOver {

  private static final Duration IDLE = Duration.ofSeconds(10);

  /** For what waits seconds at most: {@value} threads, behind which others stand. */
  private static final int MONEY_THREADS = 32;

  private static final int MONEY_WAITING = 1_024;

  /**
   * For what may wait for a person, so that nothing may stand behind it. More than the gate lets
   * wait by default.
   */
  private static final int TOOL_THREADS = 256;

  /** Of model calls that wait for money. */
  public static final HandOver CALLS =
      new HandOver("aiops-calls", MONEY_THREADS, new LinkedBlockingQueue<>(MONEY_WAITING));

  /** Of tools that are asked for. */
  public static final HandOver TOOLS =
      new HandOver("aiops-tools", TOOL_THREADS, new SynchronousQueue<>());

  private final String name;
  private final AtomicInteger numbers = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  /**
   * Starts no thread yet.
   *
   * @param most threads at once
   * @param queue of what waits for one of them; a {@link SynchronousQueue} where nothing may
   */
  HandOver(String name, int most, BlockingQueue<Runnable> queue) {
    this.name = name;
    int core = queue instanceof SynchronousQueue ? 0 : most;
    this.threads =
        new ThreadPoolExecutor(
            core, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, queue, this::thread);
    if (core > 0) {
      threads.allowCoreThreadTimeOut(true);
    }
  }

  /** Knows nothing of the thread that happened to need it. */
  private Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, name + '-' + numbers.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Does {@code work} on a thread of ours, with the caller's class loader for its context; what
   * else belongs to the caller is for {@code work} to bring along.
   *
   * @param work may wait; interrupted when the future is cancelled before it has returned
   * @return completes as what {@code work} gives does, and cancels it when it is cancelled; where
   *     {@code work} throws, it fails with that. Cancelled before its turn, it gives up its place
   * @throws RejectedExecutionException if as much waits already as may: nothing will be done
   */
  public <T> CompletableFuture<T> start(Supplier<? extends CompletionStage<T>> work) {
    Handed<T> handed = new Handed<>(work, Thread.currentThread().getContextClassLoader());
    threads.execute(handed);
    var unused = handed.whenComplete((value, error) -> leaveIfCancelled(handed));
    return handed;
  }

  private void leaveIfCancelled(Handed<?> handed) {
    if (handed.isCancelled()) {
      boolean unused = threads.remove(handed);
    }
  }
}
