/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that empties the queues into the spool five times a second, so that a killed process
 * loses at most the last 200 ms and the encoding of one pass. Urgent rows are spooled by themselves
 * in between: were the others taken along, their blocks would be small and cost more.
 */
final class SpoolWriter implements Runnable {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** A row rarely comes alone: those that are handed over one by one become one block. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Pump<?, ?> urgent;
  private final List<Pump<?, ?>> others;
  private final Spool spool;
  private final Shipper shipper;
  private final DropReporter dropReporter;
  private final OnceLog log;
  private final Thread thread;
  private volatile boolean woken;
  private volatile boolean wanted;
  private volatile boolean stopped;
  private volatile boolean lastWords;
  private long nextPassNanos = System.nanoTime();
  private final Queue<CountDownLatch> flushes = new ConcurrentLinkedQueue<>();

  /**
   * A writer that is not started.
   *
   * @param urgent whose rows {@link #wakeSoon} is called for
   */
  SpoolWriter(
      Pump<?, ?> urgent,
      List<Pump<?, ?>> others,
      Spool spool,
      Shipper shipper,
      DropReporter reporter,
      OnceLog log) {
    this.urgent = urgent;
    this.others = others;
    this.spool = spool;
    this.shipper = shipper;
    this.dropReporter = reporter;
    this.log = log;
    this.thread = Daemon.of("aiops-spool-writer", this);
  }

  void start() {
    thread.start();
  }

  /** Lets the next pass begin now. */
  void wake() {
    if (!woken) {
      woken = true;
      LockSupport.unpark(thread);
    }
  }

  /** Lets the urgent rows be spooled once those that come with them have had time to come. */
  void wakeSoon() {
    if (!wanted) {
      wanted = true;
      LockSupport.unpark(thread);
    }
  }

  /** Spools and seals everything handed over before the call; says whether it was done in time. */
  boolean flush(long timeoutNanos) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    flushes.add(done);
    wake();
    return done.await(timeoutNanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the thread after a last pass. */
  void stop(long timeoutMillis) throws InterruptedException {
    stopped = true;
    wake();
    thread.join(Math.max(1, timeoutMillis));
  }

  @Override
  public void run() {
    while (!stopped) {
      await();
      wanted = false;
      if (woken || nextPassNanos - System.nanoTime() <= 0) {
        pass();
      } else {
        guarded(this::drainUrgent);
      }
    }
    pass();
  }

  private void await() {
    long rest = nextPassNanos - System.nanoTime();
    if (!woken && !wanted && rest > 0) {
      LockSupport.parkNanos(this, rest);
    }
    if (!woken && wanted) {
      LockSupport.parkNanos(this, GATHER_NANOS);
    }
  }

  /** Makes the next pass write lost rows into the log although nothing may be sent any more. */
  void reportDrops() {
    lastWords = true;
  }

  private void pass() {
    woken = false;
    nextPassNanos = System.nanoTime() + PAUSE_NANOS;
    List<CountDownLatch> waiting = new ArrayList<>(flushes);
    guarded(this::drain);
    if (!waiting.isEmpty()) {
      guarded(this::sealAll);
    }
    flushes.removeAll(waiting);
    waiting.forEach(CountDownLatch::countDown);
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      log.bug("the spool writer stumbled and goes on", e);
    }
  }

  private void sealAll() {
    spool.sealAll(System.nanoTime());
    shipper.wake();
  }

  private void drain() {
    urgent.drain();
    others.forEach(Pump::drain);
    dropReporter.reportWhen(shipper.isHealthy(), lastWords);
    lastWords = false;
    sealDue();
  }

  private void drainUrgent() {
    urgent.drain();
    sealDue();
  }

  private void sealDue() {
    if (spool.sealDue(System.nanoTime(), shipper.latencyNanos())) {
      shipper.wake();
    }
  }
}
