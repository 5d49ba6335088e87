/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What must hold after every step, kept apart from the code under test: the provider's bill and the
 * caps.
 */
final class Ledger {

  private record Key(String budget, LocalDate day) {}

  private final Map<Key, Long> billed = new HashMap<>();
  private final Map<Key, Long> highestCap = new HashMap<>();
  private final Set<String> requestsGranted = new HashSet<>();
  private final boolean boundsHold;
  private Budgets truth = Budgets.EMPTY;
  private long unreported;

  /**
   * @param boundsHold whether no call costs more than its bound, so that the cap must hold exactly
   */
  Ledger(boolean boundsHold) {
    this.boundsHold = boundsHold;
  }

  Budgets truth() {
    return truth;
  }

  long billed(BudgetDay day) {
    return billed.getOrDefault(new Key(day.budget(), day.day()), 0L);
  }

  void bill(DayId lease, long actual) {
    billed.merge(new Key(lease.budget(), lease.day()), actual, Math::addExact);
    check(truth.day(lease.budget(), lease.day()));
  }

  void appended(BudgetEvent event) {
    Budgets before = truth;
    truth = event.on(truth);
    noteCaps();
    if (event instanceof BudgetEvent.LeaseGranted granted) {
      assertThat(requestsGranted.add(granted.request()))
          .as("request %s is granted once", granted.request())
          .isTrue();
    }
    event.day(truth).ifPresent(day -> checkStep(before, day, event));
  }

  private void noteCaps() {
    for (Budget budget : truth.policy().budgets()) {
      for (BudgetDay day : truth.daysKept(budget.name())) {
        long cap = budget.mode() == Mode.OBSERVE ? Long.MAX_VALUE : day.cap();
        highestCap.merge(new Key(day.budget(), day.day()), cap, Math::max);
      }
    }
  }

  /** I1: no row takes what is held beyond the cap, or further beyond a cap that was lowered. */
  private void checkStep(Budgets before, BudgetDay day, BudgetEvent event) {
    long held = before.findDay(day.budget(), day.day()).map(d -> d.totals().held()).orElse(0L);
    boolean observes =
        truth.policy().budget(day.budget()).filter(b -> b.mode() == Mode.OBSERVE).isPresent();
    if (boundsHold && !observes) {
      assertThat(day.totals().held())
          .as("held of %s:%s after %s", day.budget(), day.day(), event)
          .isLessThanOrEqualTo(Math.max(day.cap(), held));
    }
    check(day);
  }

  /**
   * I2: the log never holds less than the provider billed, and so the bill never passes the cap.
   */
  private void check(BudgetDay day) {
    long bill = billed(day);
    long charged = day.totals().held() + (boundsHold ? 0 : unreported);
    assertThat(bill).as("billed of %s:%s", day.budget(), day.day()).isLessThanOrEqualTo(charged);
    if (boundsHold) {
      assertThat(bill)
          .as("billed of %s:%s against its cap", day.budget(), day.day())
          .isLessThanOrEqualTo(highestCap.get(new Key(day.budget(), day.day())));
    }
  }

  /** A call costs more than was reserved: until it is reported the log cannot know. */
  void passedBound(long excess) {
    unreported += excess;
  }
}
