/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

/** The answer to a command on batches. */
public sealed interface BatchReply {

  /** How a batch stands now. */
  record Viewed(EvalBatch batch) implements BatchReply {}

  /** There is nothing to do for an eval-runner. */
  record NoWork() implements BatchReply {}

  /** It was not done, and why. */
  record Rejected(Problem problem, String text) implements BatchReply {}

  /** Why something was not done. */
  enum Problem {
    /** There is none of this id, or it ended long ago. */
    NO_SUCH_BATCH,
    /** The person lacks the role. */
    FORBIDDEN,
    /** The order cannot be done. */
    BAD_REQUEST,
    /** The request id belongs to another order. */
    REQUEST_REUSED,
    /** More batches are under way than anybody could look at. */
    TOO_MANY_BATCHES,
    /** It is not what waits for a person. */
    NOT_PLANNED,
    /** It has ended. */
    BATCH_OVER,
    /** Another eval-runner is at it, or nobody may be. */
    CLAIM_LOST
  }
}
