/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An open lease as an operator sees it.
 *
 * @param service what its holder said it is; empty if unknown
 * @param granted all its grants together
 * @param held what it takes from the cap
 * @param silentSeconds since the log's last row of it; a report that says nothing new leaves none
 */
public record OpenLease(
    DayId lease,
    Holder holder,
    String service,
    long granted,
    long spent,
    long reserved,
    long held,
    boolean revoked,
    long silentSeconds) {

  /** A budget's, oldest day first; empty where neither policy nor log has the budget. */
  public static Optional<List<OpenLease>> of(Budgets state, Instant now, String budget) {
    Collection<BudgetDay> days = state.daysKept(budget);
    return days.isEmpty() && state.policy().budget(budget).isEmpty()
        ? Optional.empty()
        : Optional.of(days.stream().flatMap(day -> of(day, now).stream()).toList());
  }

  private static List<OpenLease> of(BudgetDay day, Instant now) {
    return day.book().leases().values().stream()
        .filter(Lease::isOpen)
        .map(lease -> of(lease, day.book().seenOf(lease.id().number()), now))
        .toList();
  }

  private static OpenLease of(Lease lease, LeaseBook.Seen seen, Instant now) {
    return new OpenLease(
        lease.id(),
        lease.holder(),
        seen.service(),
        lease.granted(),
        lease.spent(),
        lease.reserved(),
        lease.held(),
        lease.revoked(),
        Math.max(0, Duration.between(seen.last(), now).toSeconds()));
  }
}
