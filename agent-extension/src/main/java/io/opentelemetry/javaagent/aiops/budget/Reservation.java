/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The most that one call can cost, set aside in every budget that covers it. Reserved once, settled
 * once: a second settlement changes nothing, and without one the money stays set aside.
 *
 * <p>One for each call. It can be used again by its owner when it is settled.
 */
public final class Reservation {

  private static final int FREE = 0;
  private static final int OPEN = 1;
  private static final int SETTLING = 2;
  private static final VarHandle STATE = state();

  private final Account[] accounts;
  private final @Nullable Lease[] leases;
  private long bound;

  @SuppressWarnings("UnusedVariable") // by STATE
  private volatile int state;

  /**
   * A reservation in these budgets.
   *
   * @param accounts in any order: all reservations ask them in the order of their names, so that
   *     the same budget is named first by all
   */
  public Reservation(List<Account> accounts) {
    this.accounts = accounts.toArray(new Account[0]);
    Arrays.sort(this.accounts, Comparator.comparing(Account::budget));
    this.leases = new Lease[this.accounts.length];
  }

  private static VarHandle state() {
    try {
      return MethodHandles.lookup().findVarHandle(Reservation.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Sets {@code nanoUsd} aside in every budget, or in none.
   *
   * @return null if it is set aside, else which budget refused
   * @throws IllegalArgumentException if the amount is negative
   * @throws IllegalStateException if this is reserved and not settled
   */
  public @Nullable Refusal reserve(long nanoUsd) {
    if (nanoUsd < 0) {
      throw new IllegalArgumentException(nanoUsd + ": a bound is not negative");
    }
    if (state != FREE) {
      throw new IllegalStateException("reserved already: settle it first");
    }
    for (int i = 0; i < accounts.length; i++) {
      leases[i] = reserve(i, nanoUsd);
      if (leases[i] == null) {
        rollBack(i, nanoUsd);
        return accounts[i].refusal(nanoUsd);
      }
    }
    bound = nanoUsd;
    state = OPEN;
    return null;
  }

  /** As the account does; where that throws, what was set aside before it is given back. */
  private @Nullable Lease reserve(int place, long nanoUsd) {
    try {
      return accounts[place].reserve(nanoUsd);
    } catch (Throwable t) {
      rollBack(place, nanoUsd);
      throw t;
    }
  }

  private void rollBack(int count, long nanoUsd) {
    for (int i = count - 1; i >= 0; i--) {
      Lease lease = leases[i];
      if (lease != null) {
        lease.release(nanoUsd);
      }
    }
  }

  /**
   * Charges what the call cost, on the leases that admitted it, whatever has become of them.
   *
   * @param nanoUsd all of it is charged, also above the reservation; what is negative is a lie and
   *     charged as the reservation
   * @return false if this was settled before, or never reserved
   */
  public boolean settle(long nanoUsd) {
    if (!STATE.compareAndSet(this, OPEN, SETTLING)) {
      return false;
    }
    long actual = nanoUsd < 0 ? bound : nanoUsd;
    for (int i = 0; i < accounts.length; i++) {
      settle(i, actual);
    }
    state = FREE;
    return true;
  }

  /** Charges the whole reservation: for an outcome that nobody knows. */
  public boolean settleInFull() {
    return settle(-1);
  }

  /** The leases it was made on, by id. */
  List<String> leases() {
    return Arrays.stream(leases).filter(Objects::nonNull).map(lease -> lease.grant().id()).toList();
  }

  /** How the day of one of them stood when it gave money beyond its cap; null where none did. */
  @Nullable Standing beyondCap() {
    for (Lease lease : leases) {
      Standing beyond = lease == null ? null : lease.beyondCap();
      if (beyond != null) {
        return beyond;
      }
    }
    return null;
  }

  private void settle(int place, long actual) {
    Lease lease = leases[place];
    if (lease != null) {
      lease.settle(bound, actual);
    }
    if (actual > bound) {
      accounts[place].countBoundExceeded();
    }
  }
}
