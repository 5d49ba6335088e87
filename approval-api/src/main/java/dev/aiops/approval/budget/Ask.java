/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.Optional;

/**
 * How much of a budget's day a request may have.
 *
 * <p>A grant takes ahead what {@code remaining / (2 * holders)} allows, at most a twentieth of the
 * cap and the budget's max lease, less what already lies idle with the holder; but never less than
 * the call at hand needs. So leases shrink as the cap comes near, until each call is granted by
 * itself. While a recall is on nothing is taken ahead.
 *
 * @param held the process's open lease
 */
record Ask(Budget budget, BudgetDay day, Optional<Lease> held, GrantRequest request) {

  private static final int PARTS_OF_CAP = 20;

  boolean isAboveMaxLease() {
    Long most = budget.maxLease();
    return budget.mode() == Mode.ENFORCE && most != null && request.need() > most;
  }

  boolean fits() {
    return request.need() <= day.remaining();
  }

  /** Whether others could make room: what the asker itself has idle it has counted already. */
  boolean fitsOnceIdleIsBack() {
    return request.need() <= day.cap() - day.totals().spent() - ownIdle();
  }

  long amount() {
    return day.recalls() || !fits() ? request.need() : Math.max(request.need(), ahead());
  }

  DayId leaseId() {
    int number = held.map(lease -> lease.id().number()).orElseGet(day.book()::nextNumber);
    return new DayId(day.budget(), day.day(), number);
  }

  private long ahead() {
    long share = day.remaining() / (2L * holders());
    return Math.min(share, most()) - ownIdle();
  }

  private long ownIdle() {
    return held.map(Lease::idle).orElse(0L);
  }

  private long most() {
    long part = day.cap() / PARTS_OF_CAP;
    Long most = budget.maxLease();
    return most == null ? part : Math.min(part, most);
  }

  private int holders() {
    return day.totals().open() + (held.isPresent() ? 0 : 1);
  }
}
