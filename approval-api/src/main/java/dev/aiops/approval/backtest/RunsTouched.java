/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which runs had a call refused, by each budget and by any; no more than memory is there for. Runs
 * are known by a hash of 128 bits, as their ids may be long.
 */
final class RunsTouched {

  private static final String ANY_THAT_ENFORCES = "";

  private final int most;
  private final Map<UUID, BitSet> budgetsOfRun = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> runsOfBudget = new HashMap<>();
  private boolean overflowed;

  RunsTouched(int most) {
    this.most = most;
  }

  void add(String run, Budget budget) {
    if (run.isEmpty()) {
      return;
    }
    UUID hash = UUID.nameUUIDFromBytes(run.getBytes(UTF_8));
    if (budgetsOfRun.size() >= most && !budgetsOfRun.containsKey(hash)) {
      overflowed = true;
      return;
    }
    add(hash, budget.name());
    if (budget.mode() == Mode.ENFORCE) {
      add(hash, ANY_THAT_ENFORCES);
    }
  }

  private void add(UUID run, String budget) {
    int place = places.computeIfAbsent(budget, name -> places.size());
    BitSet budgets = budgetsOfRun.computeIfAbsent(run, hash -> new BitSet());
    if (!budgets.get(place)) {
      budgets.set(place);
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
