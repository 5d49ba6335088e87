/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.pcollections.IntTreePMap;
import org.pcollections.PMap;

/**
 * One day of one budget. Immutable.
 *
 * @param base the cap the policy gives it
 * @param raised what approvals added to it
 */
record BudgetDay(
    String budget,
    LocalDate day,
    long base,
    long raised,
    Totals totals,
    LeaseBook book,
    Recall recall,
    PMap<Integer, Raise> raises) {

  static BudgetDay opened(String budget, LocalDate day, long cap) {
    return new BudgetDay(
        budget, day, cap, 0, Totals.NONE, LeaseBook.EMPTY, Recall.NONE, IntTreePMap.empty());
  }

  long cap() {
    return Math.min(Money.MAX, Math.addExact(base, raised));
  }

  /** What may still be granted. */
  long remaining() {
    return Math.max(0, Math.subtractExact(cap(), totals.held()));
  }

  boolean recalls() {
    return recall.isOn(remaining());
  }

  Optional<Lease> lease(int number) {
    return book.lease(number);
  }

  /** Open leases, but for one process's, that have not reported since the last recall. */
  int unanswered(String process) {
    return (int)
        book.leases().values().stream()
            .filter(lease -> lease.isOpen() && !lease.holder().process().equals(process))
            .filter(lease -> lease.answered() < recall.number())
            .count();
  }

  BudgetDay with(Lease next) {
    Totals without = lease(next.id().number()).map(totals::minus).orElse(totals);
    return with(without.plus(next), book.with(next));
  }

  BudgetDay with(String request, LeaseBook.Grant grant) {
    return with(totals, book.with(request, grant));
  }

  /** A lease was granted to a process that says it is this service. */
  BudgetDay seen(int number, String service, Instant at) {
    return with(totals, book.with(number, new LeaseBook.Seen(service, at)));
  }

  /** A row told of a lease. */
  BudgetDay heard(int number, Instant at) {
    return seen(number, book.seenOf(number).service(), at);
  }

  BudgetDay withBase(long cap) {
    return new BudgetDay(budget, day, cap, raised, totals, book, recall, raises);
  }

  BudgetDay withRecall(long wanted) {
    return new BudgetDay(budget, day, base, raised, totals, book, recall.raisedTo(wanted), raises);
  }

  BudgetDay with(int number, Raise raise) {
    long more = raise.state() == Raise.State.APPROVED ? raise.amount() : 0;
    return with(number, raise, Math.addExact(raised, more));
  }

  /** As it was, but for its times. */
  BudgetDay written(int number, Raise raise) {
    return with(number, raise, raised);
  }

  private BudgetDay with(int number, Raise raise, long nextRaised) {
    PMap<Integer, Raise> next = raises.plus(number, raise);
    return new BudgetDay(budget, day, base, nextRaised, totals, book, recall, next);
  }

  private BudgetDay with(Totals nextTotals, LeaseBook nextBook) {
    return new BudgetDay(budget, day, base, raised, nextTotals, nextBook, recall, raises);
  }
}
