/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which runs had a call refused, by each budget and by any; no more than memory is there for. */
final class RunsTouched {

  private static final String ANY_THAT_ENFORCES = "";

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
    count(run, budget.name());
    if (budget.mode() == Mode.ENFORCE) {
      count(run, ANY_THAT_ENFORCES);
    }
  }

  private void count(String run, String budget) {
    if (budgetsOfRun.computeIfAbsent(run, r -> new HashSet<>(4)).add(budget)) {
      runsOfBudget.merge(budget, 1, Integer::sum);
    }
  }

  /** Runs of which some budget refuses a call. */
  int count() {
    return runsOfBudget.getOrDefault(ANY_THAT_ENFORCES, 0);
  }

  /** Runs of which that budget refuses a call, or would. */
  int count(Budget budget) {
    return runsOfBudget.getOrDefault(budget.name(), 0);
  }

  /** Whether there were more than the counts tell. */
  boolean hasOverflowed() {
    return overflowed;
  }
}
