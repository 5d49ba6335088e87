/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.approvals.ApprovalLog;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.BudgetLog;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.log.Committed;

/** All that the control log says. */
public record State(Budgets budgets, Approvals approvals) {

  static final State EMPTY = new State(Budgets.EMPTY, Approvals.EMPTY);

  /** The state after a row; a kind that nobody here knows halts, as a row skipped is money lost. */
  State apply(Committed row) {
    return ApprovalLog.kinds().contains(row.entry().kind())
        ? new State(budgets, ApprovalLog.apply(approvals, row))
        : new State(BudgetLog.apply(budgets, row), approvals);
  }
}
