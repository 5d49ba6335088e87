/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a replay found. */
final class Findings {

  private static final int MOST_RUNS = 200_000;

  private final Map<String, BudgetFindings> budgets = new LinkedHashMap<>();
  private final RunsTouched runs = new RunsTouched(MOST_RUNS);
  private final Sum recorded = new Sum();
  private final Sum uncovered = new Sum();
  private final Sum refused = new Sum();
  private final Sum afterRepeats = new Sum();
  private long refusedThen;
  private long estimated;
  private long unpriced;

  Findings(Policy policy) {
    policy
        .budgets()
        .forEach(budget -> budgets.put(budget.name(), new BudgetFindings(budget)));
  }

  void refusedThen() {
    refusedThen++;
  }

  void recorded(Bill bill) {
    recorded.add(bill.cost());
    estimated += bill.is(Bill.Status.ESTIMATED) ? 1 : 0;
    unpriced += bill.is(Bill.Status.UNKNOWN_PRICE) ? 1 : 0;
  }

  List<BudgetFindings> budgets() {
    return List.copyOf(budgets.values());
  }

  BudgetFindings of(Budget budget) {
    return Objects.requireNonNull(budgets.get(budget.name()));
  }

  RunsTouched runs() {
    return runs;
  }

  /** Calls that were sent then, and what they did cost. */
  Sum recorded() {
    return recorded;
  }

  /** Those of them that no budget covers. */
  Sum uncovered() {
    return uncovered;
  }

  /** Those of them that are refused, and what they did cost. */
  Sum refused() {
    return refused;
  }

  /** Those of them that a run made after a tool call of it was refused. */
  Sum afterRepeats() {
    return afterRepeats;
  }

  /** Calls that a budget refused then. */
  long refusedThenCalls() {
    return refusedThen;
  }

  /** Recorded calls whose cost is an estimate. */
  long estimatedCalls() {
    return estimated;
  }

  /** Recorded calls whose model has no known price. */
  long unpricedCalls() {
    return unpriced;
  }
}
