/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one thread that does what the app's threads should not pay for: heartbeats, redaction, the
 * report of what is armed. A daemon that lives only while there is something to do.
 */
public final class Background {

  /**
   * Tasks that may wait before {@link #hasRoom} says no: {@value}. What holds a text asks first, so
   * that memory stays bounded.
   */
  public static final int MAX_WAITING = 1024;

  private static final long IDLE_SECONDS = 20;
  private static final long DRAIN_SECONDS = 2;

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Background::thread);
  private final AtomicInteger waiting = new AtomicInteger();

  /** Starts no thread yet. */
  public Background() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-background");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Whether a task that holds a text may be given; scheduled tasks do not count. */
  public boolean hasRoom() {
    return waiting.get() < MAX_WAITING;
  }

  /** Runs {@code task} soon, after those given before it. */
  public void soon(String place, Runnable task) {
    waiting.incrementAndGet();
    executor.execute(
        () -> {
          waiting.decrementAndGet();
          Faults.guard(place, task);
        });
  }

  /** Runs {@code task} once after {@code delay}; cancel the future to prevent it. */
  public Future<?> later(String place, Duration delay, Runnable task) {
    return executor.schedule(
        () -> Faults.guard(place, task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until what was given before is done, a few seconds at most. */
  public void drain() {
    try {
      executor.submit(() -> {}).get(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      Faults.report("draining the background", e);
    }
  }
}
