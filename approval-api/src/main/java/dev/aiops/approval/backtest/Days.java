/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What each budget has spent on the day that it is. Calls come in the order of time. */
final class Days {

  private record Day(LocalDate date, long spent) {}

  private final Map<String, Day> today = new HashMap<>();

  /** Whether what is left of the cap holds the amount. */
  boolean fits(Budget budget, Instant at, long need) {
    return need <= Math.max(0, budget.dailyCap() - today(budget, at).spent());
  }

  void charge(Budget budget, Instant at, long nanos) {
    Day day = today(budget, at);
    today.put(budget.name(), new Day(day.date(), Saturated.sum(day.spent(), nanos)));
  }

  private Day today(Budget budget, Instant at) {
    LocalDate date = budget.dayAt(at);
    Day known = today.get(budget.name());
    return known != null && known.date().equals(date) ? known : new Day(date, 0);
  }
}
