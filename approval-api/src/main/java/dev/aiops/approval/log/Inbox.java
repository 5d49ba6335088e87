/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for one thread that takes it. Bounded; closed once. */
final class Inbox<T> {

  private final int most;
  private final Deque<T> waiting = new ArrayDeque<>();
  private @Nullable RuntimeException closed;

  Inbox(int most) {
    this.most = most;
  }

  /** Fails when it is full, or with the reason it was closed for. */
  synchronized void add(T item) {
    if (closed != null) {
      throw closed;
    }
    if (waiting.size() >= most) {
      throw new SequencerBusyException(waiting.size());
    }
    waiting.add(item);
    notifyAll();
  }

  /** What waits, in order; waits for the first. Empty when time is up or it was closed. */
  synchronized List<T> take(int limit, Duration wait) {
    if (waiting.isEmpty()) {
      pause(wait);
    }
    List<T> taken = new ArrayList<>();
    while (taken.size() < limit && !waiting.isEmpty()) {
      taken.add(waiting.remove());
    }
    return taken;
  }

  /** Waits until something comes, it is closed, or time is up. */
  private void pause(Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    long left = wait.toNanos();
    while (left > 0 && waiting.isEmpty() && closed == null) {
      await(left);
      left = deadline - System.nanoTime();
    }
  }

  /** Waits until it is closed or time is up. */
  synchronized void rest(Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    long left = wait.toNanos();
    while (left > 0 && closed == null) {
      await(left);
      left = deadline - System.nanoTime();
    }
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the sequencer's thread", e);
    }
  }

  /** Takes nothing more; what waits can still be taken. The first reason holds. */
  synchronized void close(RuntimeException why) {
    closed = closed == null ? why : closed;
    notifyAll();
  }

  /** Whether it was closed and nothing waits. */
  synchronized boolean done() {
    return closed != null && waiting.isEmpty();
  }

  synchronized boolean isClosed() {
    return closed != null;
  }
}
