/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue from the app's threads to the writer. Neither side ever waits: what finds it full
 * is dropped and counted.
 */
final class Handoff<T> {

  private final Table table;
  private final int capacity;
  private final Drops drops;
  private final Runnable wake;
  private final Runnable wakeSoon;
  private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * @param wake tells the writer that the queue fills up
   * @param wakeSoon tells it that a row is waited for
   */
  Handoff(Table table, int capacity, Drops drops, Runnable wake, Runnable wakeSoon) {
    this.table = table;
    this.capacity = capacity;
    this.drops = drops;
    this.wake = wake;
    this.wakeSoon = wakeSoon;
  }

  /** Puts a row in; the writer finds it within 200 ms. */
  void offer(T row) {
    int before = size.getAndIncrement();
    if (before >= capacity) {
      size.decrementAndGet();
      drops.add(table, Drops.Reason.QUEUE_FULL, 1);
      return;
    }
    queue.add(row);
    if (before == capacity / 8) {
      wake.run();
    }
  }

  /** Puts in a row that is waited for. */
  void offerUrgent(T row) {
    offer(row);
    wakeSoon.run();
  }

  /** Takes out up to this many rows. */
  List<T> poll(int most) {
    List<T> rows = new ArrayList<>(Math.min(most, size.get()));
    while (rows.size() < most) {
      T row = queue.poll();
      if (row == null) {
        break;
      }
      rows.add(row);
    }
    size.addAndGet(-rows.size());
    return rows;
  }

  int size() {
    return size.get();
  }
}
