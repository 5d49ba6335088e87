/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What this process may spend of one budget: its leases, the newest first. Reserving is one
 * compare-and-set on one lease; it takes no lock, does no I/O and allocates nothing.
 */
public final class Account {

  private static final Lease[] NONE = {};

  private final String budget;
  private final Ticks ticks;
  private final LongAdder boundExceeded = new LongAdder();
  private final RecentMaximum largest = new RecentMaximum();
  private volatile Lease[] leases = NONE;
  private volatile @Nullable Hour hour;

  /** An account without money. */
  public Account(String budget, Ticks ticks) {
    this.budget = budget;
    this.ticks = ticks;
  }

  /** The budget's name. */
  public String budget() {
    return budget;
  }

  /**
   * Adds a lease.
   *
   * @throws IllegalArgumentException if it is of another budget
   */
  public synchronized void add(Lease lease) {
    if (!lease.grant().budget().equals(budget)) {
      throw new IllegalArgumentException(
          lease.grant().id() + " is a lease of " + lease.grant().budget() + ", not of " + budget);
    }
    Lease[] more = new Lease[leases.length + 1];
    System.arraycopy(leases, 0, more, 1, leases.length);
    more[0] = lease;
    leases = more;
  }

  /** Forgets a lease. What is reserved on it is still settled on it. */
  public synchronized void remove(Lease lease) {
    leases = Arrays.stream(leases).filter(kept -> kept != lease).toArray(Lease[]::new);
  }

  /** The day that the newest lease is of; null where there is none, or that day is over. */
  @Nullable LocalDate day() {
    Lease[] all = leases;
    return all.length == 0 || ticks.epochMillis() >= all[0].grant().dayEndsAtMillis()
        ? null
        : all[0].grant().day();
  }

  /** What is spent in an hour; counted from the first time this is asked for. */
  Hour hour() {
    Hour known = hour;
    return known == null ? newHour() : known;
  }

  private synchronized Hour newHour() {
    Hour known = hour;
    if (known == null) {
      known = new Hour(ticks);
      hour = known;
    }
    return known;
  }

  /** The leases, the newest first. */
  public Lease[] leases() {
    return leases.clone();
  }

  /** Reserves on one lease; null if none that is open has so much left. */
  @Nullable Lease reserve(long nanoUsd) {
    largest.see(nanoUsd);
    long nanos = ticks.nanos();
    long millis = ticks.epochMillis();
    for (Lease lease : leases) {
      if (lease.isOpen(nanos, millis) && lease.reserve(nanoUsd)) {
        return lease;
      }
    }
    return null;
  }

  /** The numbers behind a refusal. */
  Refusal refusal(long asked) {
    long nanos = ticks.nanos();
    long millis = ticks.epochMillis();
    Lease newest = null;
    long most = 0;
    long spent = 0;
    long reserved = 0;
    boolean open = false;
    for (Lease lease : leases) {
      newest = newest == null ? lease : newest;
      open |= lease.isOpen(nanos, millis);
      most = lease.isOpen(nanos, millis) ? Math.max(most, lease.available()) : most;
      spent += lease.spent();
      reserved += lease.reserved();
    }
    Refusal.Reason reason =
        newest == null
            ? Refusal.Reason.NO_LEASE
            : open ? Refusal.Reason.TOO_LITTLE : Refusal.Reason.LEASE_OVER;
    return new Refusal(
        budget, reason, newest == null ? null : newest.grant().day(), asked, most, spent, reserved);
  }

  void countBoundExceeded() {
    boundExceeded.increment();
  }

  /** How many calls cost more than was reserved for them. Zero is what the cap's proof assumes. */
  public long boundExceeded() {
    return boundExceeded.sum();
  }

  /** What can be reserved now on open leases together; negative amounts count. */
  public long available() {
    long nanos = ticks.nanos();
    long millis = ticks.epochMillis();
    long sum = 0;
    for (Lease lease : leases) {
      sum += lease.isOpen(nanos, millis) ? lease.available() : 0;
    }
    return sum;
  }

  /** The largest reservation that was asked for lately. */
  public RecentMaximum largest() {
    return largest;
  }
}
