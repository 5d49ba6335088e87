/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that does what the app's threads should not pay for: heartbeats, redaction, the
 * report of what is armed. It looks for work ten times a second while there is some and is not
 * woken for it: a woken thread would take the core from the very call whose end it is told of. A
 * daemon that lives only while there is something to do.
 */
public final class Background {

  /**
   * Tasks that may wait before {@link #hasRoom} says no: {@value}. What holds a text asks first, so
   * that memory stays bounded.
   */
  public static final int MAX_WAITING = 2048;

  /** So many waiting tasks wake the thread. */
  private static final int MANY = MAX_WAITING / 4;

  private static final long TICK_MILLIS = 100;
  private static final int IDLE_TICKS = 20;
  private static final long DRAIN_SECONDS = 2;

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Background::thread);
  private final Queue<Runnable> soon = new ConcurrentLinkedQueue<>();
  private final ConcurrentSkipListSet<Timed> later = new ConcurrentSkipListSet<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private int idle;

  /** Starts no thread yet. */
  public Background() {
    executor.setKeepAliveTime(TICK_MILLIS * IDLE_TICKS, TimeUnit.MILLISECONDS);
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

  /** Runs {@code task} within {@value #TICK_MILLIS} ms, after those given before it. */
  public void soon(String place, Runnable task) {
    soon.add(() -> Faults.guard(place, task));
    if (waiting.incrementAndGet() == MANY) {
      executor.execute(this::work);
    }
    tick();
  }

  /** Runs {@code task} once after {@code delay}, to the next {@value #TICK_MILLIS} ms. */
  public Pending later(String place, Duration delay, Runnable task) {
    Timed timed =
        new Timed(
            System.nanoTime() + delay.toNanos(),
            numbers.incrementAndGet(),
            () -> Faults.guard(place, task));
    later.add(timed);
    tick();
    return () -> later.remove(timed);
  }

  /** A task whose time has not come. */
  public interface Pending {
    /** Prevents it. */
    void cancel();
  }

  /** Waits until what was given before is done, a few seconds at most. */
  public void drain() {
    try {
      executor.submit(this::work).get(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      Faults.report("draining the background", e);
    }
  }

  private void tick() {
    if (!ticking.get() && ticking.compareAndSet(false, true)) {
      next();
    }
  }

  private void next() {
    var unused = executor.schedule(this::onTick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends in another tick whatever happens: without one, no run would be heard of again. */
  private void onTick() {
    Faults.guard("background work", this::work);
    idle = isEmpty() ? idle + 1 : 0;
    if (idle < IDLE_TICKS) {
      next();
      return;
    }
    idle = 0;
    ticking.set(false);
    if (!isEmpty()) {
      tick(); // given between the look and the set
    }
  }

  private boolean isEmpty() {
    return soon.isEmpty() && later.isEmpty();
  }

  /** Run by the one thread only, so tasks never overlap. */
  private void work() {
    for (Runnable task = soon.poll(); task != null; task = soon.poll()) {
      waiting.decrementAndGet();
      task.run();
    }
    for (Timed due = takeDue(); due != null; due = takeDue()) {
      due.task.run();
    }
  }

  /** Others cancel meanwhile, so what was there at a look may be gone at the next. */
  private @Nullable Timed takeDue() {
    Iterator<Timed> ordered = later.iterator();
    Timed first = ordered.hasNext() ? ordered.next() : null;
    return first != null && first.isDue() && later.remove(first) ? first : null;
  }

  /** A task and when it is due, by {@link System#nanoTime}. */
  private record Timed(long dueNanos, long number, Runnable task) implements Comparable<Timed> {

    boolean isDue() {
      return System.nanoTime() - dueNanos >= 0;
    }

    @Override
    public int compareTo(Timed other) {
      long difference = dueNanos - other.dueNanos;
      return difference != 0 ? Long.signum(difference) : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Timed timed && timed.number == number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }
}
