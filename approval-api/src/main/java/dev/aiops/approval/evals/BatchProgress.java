/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

/**
 * How far a batch is.
 *
 * @param runs that are done
 * @param scored targets that have a score
 * @param unknown targets of which too little was recorded, or that a judge could not tell
 * @param errors targets whose evaluation failed
 * @param costNanos what its judges have cost, in nano-USD, as far as that is known
 * @param unpriced judgements whose cost is not known; they are not in the cost
 */
public record BatchProgress(
    long runs, long scored, long unknown, long errors, long costNanos, long unpriced) {

  /** Before the first part. */
  public static final BatchProgress NONE = new BatchProgress(0, 0, 0, 0, 0, 0);

  /** Fails on a number below 0. */
  public BatchProgress {
    if (Math.min(Math.min(runs, scored), Math.min(unknown, errors)) < 0
        || Math.min(costNanos, unpriced) < 0) {
      throw new IllegalArgumentException("progress is counted from 0");
    }
  }

  /** Itself, with the runs that were done before; who ends a batch may not have begun it. */
  BatchProgress after(BatchProgress before) {
    return new BatchProgress(
        Math.max(runs, before.runs), scored, unknown, errors, costNanos, unpriced);
  }
}
