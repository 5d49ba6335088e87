/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.budget.LeaseReply.Stop;
import java.time.Instant;
import java.util.Optional;

/** What a holder is told of its lease. */
final class LeaseViews {

  private LeaseViews() {}

  static LeaseView of(Budgets state, DayId id, Instant now) {
    Lease lease = state.lease(id);
    BudgetDay day = state.day(id.budget(), id.day());
    Stop stop = stop(state, lease, now);
    Standing standing = Standing.of(state, day, lease.holder().process(), now);
    return new LeaseView(
        id,
        lease.state(),
        lease.granted(),
        lease.charged(),
        stop,
        lease.isOpen() && day.recalls(),
        stop == Stop.NONE ? spendForSeconds(state, standing) : 0,
        standing);
  }

  /** Never beyond the day's end: a lease dies with its day. */
  private static long spendForSeconds(Budgets state, Standing standing) {
    long valid = state.policy().budget(standing.budget()).orElseThrow().leaseValidity().toSeconds();
    return Math.min(valid, standing.secondsLeft());
  }

  private static Stop stop(Budgets state, Lease lease, Instant now) {
    Optional<Budget> budget = state.policy().budget(lease.id().budget());
    if (!lease.isOpen()) {
      return Stop.CLOSED;
    } else if (budget.isEmpty()) {
      return Stop.BUDGET_REMOVED;
    } else if (!now.isBefore(budget.get().endOf(lease.id().day()))) {
      return Stop.DAY_OVER;
    } else if (lease.revoked()) {
      return Stop.REVOKED;
    }
    return state.halted().containsKey(lease.id().budget()) ? Stop.HALTED : Stop.NONE;
  }
}
