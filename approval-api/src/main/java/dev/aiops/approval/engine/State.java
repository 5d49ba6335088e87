/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.approvals.ApprovalLog;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.BudgetLog;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.evals.BatchLog;
import dev.aiops.approval.evals.EvalBatches;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.notify.Outbox;
import dev.aiops.approval.notify.OutboxLog;

/** All that the control log says. */
public record State(Budgets budgets, Approvals approvals, EvalBatches evals, Outbox outbox) {

  static final State EMPTY =
      new State(Budgets.EMPTY, Approvals.EMPTY, EvalBatches.EMPTY, Outbox.EMPTY);

  /** The state after a row; a kind that nobody here knows halts, as a row skipped is money lost. */
  State apply(Committed row) {
    State after = decided(row);
    return new State(
        after.budgets,
        after.approvals,
        after.evals,
        outbox.after(row, after.approvals, after.budgets));
  }

  private State decided(Committed row) {
    String kind = row.entry().kind();
    if (OutboxLog.kinds().contains(kind)) {
      return this;
    } else if (BatchLog.kinds().contains(kind)) {
      return new State(budgets, approvals, BatchLog.apply(evals, row), outbox);
    }
    return ApprovalLog.kinds().contains(kind)
        ? new State(budgets, ApprovalLog.apply(approvals, row), evals, outbox)
        : new State(BudgetLog.apply(budgets, row), approvals, evals, outbox);
  }
}
