/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a replay found. */
final class Findings {

  private static final int MOST_RUNS = 200_000;

  private final Map<String, BudgetFindings> budgets = new LinkedHashMap<>();
  private final RunsTouched runs = new RunsTouched(MOST_RUNS);
  private final Sum recorded = new Sum();
  private final Sum uncovered = new Sum();
  private final Sum refused = new Sum();
  private @Nullable Instant first;
  private long refusedThen;
  private long estimated;
  private long unpriced;

  Findings(Policy policy) {
    policy.budgets().forEach(budget -> budgets.put(budget.name(), new BudgetFindings(budget)));
  }

  void refusedThen() {
    refusedThen++;
  }

  void note(Call call, Decision decision, String group) {
    Bill bill = call.bill();
    first = first == null ? call.at() : first;
    recorded.add(bill.cost());
    estimated += bill.is(Bill.Status.ESTIMATED) ? 1 : 0;
    unpriced += bill.is(Bill.Status.UNKNOWN_PRICE) ? 1 : 0;
    if (decision.covering().isEmpty()) {
      uncovered.add(bill.cost());
    } else if (decision.refusal().isPresent()) {
      refused.add(bill.cost());
    }
    decision.covering().forEach(budget -> of(budget).covers(call, group, decision));
    decision.objections().forEach(refusal -> note(call, refusal, group));
  }

  private void note(Call call, Refusal refusal, String group) {
    of(refusal.budget()).refuses(refusal.rule(), call.at(), group, call.bill().cost());
    runs.add(call.run(), refusal.budget());
  }

  private BudgetFindings of(Budget budget) {
    return Objects.requireNonNull(budgets.get(budget.name()));
  }

  /** Of each budget, in the order of the file. */
  List<BudgetFindings> budgets() {
    return List.copyOf(budgets.values());
  }

  RunsTouched runs() {
    return runs;
  }

  /** Calls that no budget refused then, and what they cost. */
  Sum recorded() {
    return recorded;
  }

  /** When the first of them began; null where there is none. */
  @Nullable Instant first() {
    return first;
  }

  /** Those of them that no budget of the policy covers. */
  Sum uncovered() {
    return uncovered;
  }

  /** Those of them that the policy refuses. */
  Sum refused() {
    return refused;
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
