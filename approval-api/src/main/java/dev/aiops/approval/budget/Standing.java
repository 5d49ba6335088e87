/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A budget's day in figures, in nano-USD. A budget that left the policy has no seconds left and
 * nobody to raise it.
 *
 * @param cap in force now, with what was added to it for today
 * @param spent settled, and what is charged for calls nobody knows the end of
 * @param leased what open leases may come to beyond that
 * @param reserved the part of leased that was under way at the last reports
 * @param estimated the part of spent that is charged in full because nobody knows
 * @param boundExceeded calls that cost more than was reserved for them
 * @param holders open leases
 * @param unanswered of these, others than the asker's that have not reported since they were asked
 *     to give back
 * @param secondsLeft until the day ends
 * @param raisedBy roles that may raise the cap for today
 */
public record Standing(
    String budget,
    LocalDate day,
    Mode mode,
    long cap,
    long spent,
    long leased,
    long reserved,
    long estimated,
    long boundExceeded,
    int holders,
    int unanswered,
    long secondsLeft,
    List<String> raisedBy) {

  /** What may still be granted. */
  public long remaining() {
    return Math.max(0, cap - spent - leased);
  }

  /** What is out above the cap since it was lowered; nothing is granted until it has drained. */
  public long draining() {
    return Math.max(0, spent + leased - cap);
  }

  /** What open leases hold and, as far as they reported, do not use. */
  public long idle() {
    return leased - reserved;
  }

  static Standing of(Budgets state, BudgetDay day, String asker, Instant now) {
    Optional<Budget> budget = state.policy().budget(day.budget());
    Totals totals = day.totals();
    return new Standing(
        day.budget(),
        day.day(),
        budget.map(Budget::mode).orElse(Mode.ENFORCE),
        day.cap(),
        totals.spent(),
        totals.held() - totals.spent(),
        totals.reserved(),
        totals.estimated(),
        totals.boundExceeded(),
        totals.open(),
        day.unanswered(asker),
        budget.map(known -> secondsLeft(known, day, now)).orElse(0L),
        budget.map(Budget::raisedBy).orElse(List.of()));
  }

  private static long secondsLeft(Budget budget, BudgetDay day, Instant now) {
    return Math.max(0, Duration.between(now, budget.endOf(day.day())).toSeconds());
  }
}
