/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

/** How a batch stands. */
public enum BatchState {
  /** Asked for; an eval-runner is to count its runs and what judging them may cost. */
  REQUESTED,
  /** Counted; a person is to say that it may cost that. Nothing is spent before. */
  PLANNED,
  /** A person said so; an eval-runner is to run it. */
  CONFIRMED,
  /** An eval-runner is at it, or was and the next one goes on. */
  RUNNING,
  /** A person stops it; what is under way is finished. */
  CANCELLING,
  /** All of its runs were evaluated. */
  DONE,
  /** A limit was reached. */
  STOPPED,
  /** A person stopped it. */
  CANCELLED,
  /** No eval-runner can do it as it was asked for. */
  REFUSED,
  /** It could not be finished. */
  FAILED;

  /** Whether nothing happens to it any more. */
  public boolean isOver() {
    return switch (this) {
      case REQUESTED, PLANNED, CONFIRMED, RUNNING, CANCELLING -> false;
      case DONE, STOPPED, CANCELLED, REFUSED, FAILED -> true;
    };
  }
}
