/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A log in memory whose appends can be held, lost or refused. */
public final class FaultyLog implements ControlLog {

  private final MemoryControlLog log;
  public final AtomicInteger appends = new AtomicInteger();

  /** Appends from now on take this long to begin. */
  public volatile CountDownLatch held = new CountDownLatch(0);

  /** Counted down by an append that is held. */
  public volatile CountDownLatch holding = new CountDownLatch(1);

  /** Replies of so many appends are lost. */
  public final AtomicInteger lostReplies = new AtomicInteger();

  public volatile boolean unreachable;

  public FaultyLog(MemoryControlLog log) {
    this.log = log;
  }

  @Override
  public Page read(long after, int limit) {
    requireReachable();
    return log.read(after, limit);
  }

  @Override
  public Appended append(Draft draft) {
    appends.incrementAndGet();
    hold();
    requireReachable();
    Appended appended = log.append(draft);
    if (lostReplies.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new ControlLogUnavailableException(true, "reply lost", null);
    }
    return appended;
  }

  private void hold() {
    try {
      holding.countDown();
      if (!held.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("held for too long");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireReachable() {
    if (unreachable) {
      throw new ControlLogUnavailableException(false, "no log there", null);
    }
  }
}
