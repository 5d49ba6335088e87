/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import org.jspecify.annotations.Nullable;

/**
 * What a call costs whose model has no known price.
 *
 * @param ceiling what is charged for it; null refuses the call
 */
public record UnknownPrice(@Nullable Ceiling ceiling) {

  /** Refuses calls of unknown price. */
  public static final UnknownPrice REFUSE = new UnknownPrice(null);

  /** Prices in nano-USD per million tokens, higher than any model in use costs. */
  public record Ceiling(long inputPerMillion, long outputPerMillion) {

    public Ceiling {
      BudgetRules.require(BudgetRules.ceiling(inputPerMillion));
      BudgetRules.require(BudgetRules.ceiling(outputPerMillion));
    }
  }
}
