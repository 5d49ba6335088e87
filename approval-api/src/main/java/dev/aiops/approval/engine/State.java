/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.budget.BudgetLog;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.log.Committed;

/** All that the control log says. */
public record State(Budgets budgets) {

  static final State EMPTY = new State(Budgets.EMPTY);

  /** The state after a row; a kind that nobody here knows halts, as a row skipped is money lost. */
  State apply(Committed row) {
    return new State(BudgetLog.apply(budgets, row));
  }
}
