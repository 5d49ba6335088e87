/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.loops;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event loop, and how long it was held up at most: a heartbeat runs on it every few
 * milliseconds, and one on a thread that does nothing else tells what the machine itself held up.
 */
public final class Loop {

  private static final long BEAT_MILLIS = 5;

  private final Executor loop;
  private final Executor idle = thread("idle");
  private final AtomicLong loopNanos = new AtomicLong();
  private final AtomicLong idleNanos = new AtomicLong();

  public Loop(Executor loop) {
    this.loop = loop;
    Thread heart = new Thread(this::beat, "heart");
    heart.setDaemon(true);
    heart.start();
  }

  /** A loop of one thread of that name. */
  public static Loop named(String name) {
    return new Loop(thread(name));
  }

  private static Executor thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  public Executor executor() {
    return loop;
  }

  private void beat() {
    try {
      while (true) {
        beat(loop, loopNanos);
        beat(idle, idleNanos);
        Thread.sleep(BEAT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void beat(Executor on, AtomicLong most) {
    long sent = System.nanoTime();
    on.execute(() -> most.accumulateAndGet(System.nanoTime() - sent, Math::max));
  }

  /** What {@code work} gives, done on the loop. */
  public <T> T call(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    loop.execute(task);
    return task.get(30, TimeUnit.SECONDS);
  }

  /** How many milliseconds it was held up at most since the last time, more than the idle one. */
  public long heldMillis() throws Exception {
    call(() -> null); // what stands in the queue is told by now
    long held = loopNanos.getAndSet(0) - idleNanos.getAndSet(0);
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(held));
  }
}
