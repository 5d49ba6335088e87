/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which runs had a call refused, by each budget and by any; no more than memory is there for. */
final class RunsTouched {

  private final int most;
  private final Map<String, Set<String>> budgetsOfRun = new HashMap<>();
  private final Map<String, Integer> runsOfBudget = new HashMap<>();
  private boolean overflowed;

  RunsTouched(int most) {
    this.most = most;
  }

  void add(String run, Budget budget) {
    if (run.isEmpty()) {
      return;
    } else if (budgetsOfRun.size() >= most && !budgetsOfRun.containsKey(run)) {
      overflowed = true;
      return;
    }
    if (budgetsOfRun.computeIfAbsent(run, r -> new HashSet<>(2)).add(budget.name())) {
      runsOfBudget.merge(budget.name(), 1, Integer::sum);
    }
  }

  int count() {
    return budgetsOfRun.size();
  }

  int count(Budget budget) {
    return runsOfBudget.getOrDefault(budget.name(), 0);
  }

  /** Whether there were more than the counts tell. */
  boolean hasOverflowed() {
    return overflowed;
  }
}
