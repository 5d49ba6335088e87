/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the shipper may send what. Pauses follow failures and end when somebody waits. The shipper's
 * thread alone uses it, but for {@link #hurry} and {@link #hasTried}.
 */
final class Pace {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SUSPECTS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Backoff soon = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
  private final Backoff later = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60));
  private final Map<Table, Long> onHold = new EnumMap<>(Table.class);
  private final AtomicLong hurries = new AtomicLong();
  private volatile long tried;
  private long heard;
  private long notBefore;
  private long suspectsAt;

  Pace(long now) {
    notBefore = now;
    suspectsAt = now;
  }

  /** All pauses end now; returns the ticket for {@link #hasTried}. */
  long hurry() {
    return hurries.incrementAndGet();
  }

  /** Whether all that was sealed when the ticket was drawn is sent or has failed since. */
  boolean hasTried(long ticket) {
    return tried >= ticket;
  }

  /** Whether anything may be sent now. */
  boolean isOpen(long now) {
    long asked = hurries.get();
    if (asked != heard) {
      heard = asked;
      notBefore = now;
      suspectsAt = now;
      onHold.clear();
    }
    onHold.values().removeIf(until -> now - until >= 0);
    return now - notBefore >= 0;
  }

  Set<Table> onHold() {
    return Set.copyOf(onHold.keySet());
  }

  boolean suspectsToo(long now) {
    return now - suspectsAt >= 0;
  }

  /** There is nothing that may be sent now; returns how long at most to wait. */
  long nothing(long now) {
    tried = heard;
    return notBefore - now > 0 ? notBefore - now : IDLE_NANOS;
  }

  /** Something was stored. */
  void reset() {
    soon.reset();
    later.reset();
  }

  /** The server cannot now. */
  void pause() {
    notBefore = System.nanoTime() + soon.next();
  }

  /** Nothing gets in until somebody changes something. */
  void pauseLonger() {
    notBefore = System.nanoTime() + later.next();
  }

  /** Only this table's rows do not get in. */
  void hold(Table table) {
    onHold.put(table, System.nanoTime() + soon.next());
  }

  /** Only this table's rows do not get in until somebody changes something. */
  void holdLonger(Table table) {
    onHold.put(table, System.nanoTime() + later.next());
  }

  /** Suspects are tried now and then only. */
  void holdSuspects() {
    suspectsAt = System.nanoTime() + SUSPECTS_NANOS;
  }
}
