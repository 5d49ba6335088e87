/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policy does with a call.
 *
 * @param covering the budgets that it counts against
 * @param refusal by the first enforcing budget that minds; it is not sent then, and not charged
 * @param marks by observing budgets, of a call that is sent
 * @param charged on each budget in nano-USD; null where nobody knows
 */
record Decision(
    List<Budget> covering, Optional<Refusal> refusal, List<Refusal> marks, @Nullable Long charged) {

  /** The refusal and the marks. */
  List<Refusal> objections() {
    return refusal.map(List::of).orElse(marks);
  }
}
