/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import org.jspecify.annotations.Nullable;

/**
 * Bounds on the pace of spending, kept inside each process.
 *
 * @param perHour most that may be spent in any hour, in nano-USD; null is no bound
 * @param sameToolCalls how often one run may call the same tool with the same arguments; null is no
 *     bound
 */
public record SpendGuard(@Nullable Long perHour, @Nullable Integer sameToolCalls) {

  /** No bounds. */
  public static final SpendGuard NONE = new SpendGuard(null, null);

  public SpendGuard {
    BudgetRules.require(sameToolCalls == null ? null : BudgetRules.repeats(sameToolCalls));
  }
}
