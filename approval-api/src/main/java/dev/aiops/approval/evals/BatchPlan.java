/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import org.jspecify.annotations.Nullable;

/**
 * What an eval-runner counted, and froze.
 *
 * @param runs how many are selected, by one definition at least
 * @param costNanos what judging them may cost, in nano-USD, by what it has cost so far; 0 of code;
 *     null where that is not known
 * @param judged whether a model judges, which costs
 */
public record BatchPlan(long runs, @Nullable Long costNanos, boolean judged) {

  /** Fails on what cannot be. */
  public BatchPlan {
    if (runs < 0 || (costNanos != null && costNanos < 0)) {
      throw new IllegalArgumentException("runs and cost are counted from 0");
    }
  }

  /** Whether a person is to see it before anything is spent. */
  public boolean needsPerson() {
    return judged && runs > 0;
  }
}
