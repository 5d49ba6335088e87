/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * One batch, as the log has it. Immutable.
 *
 * @param id by which {@code eval_batches} and {@code eval_scores} have it, too
 * @param plan null before an eval-runner counted
 * @param claim null where none is at it
 * @param progress none before the first was told
 * @param reason why it ended, or ended early; empty where nothing is to be said
 */
public record EvalBatch(
    String id,
    BatchOrder order,
    String askedBy,
    Instant askedAt,
    BatchState state,
    @Nullable BatchPlan plan,
    @Nullable Claim claim,
    BatchProgress progress,
    String reason,
    PVector<BatchNote> notes) {

  static EvalBatch of(String id, BatchOrder order, String by, Instant at) {
    return new EvalBatch(
        id,
        order,
        by,
        at,
        BatchState.REQUESTED,
        null,
        null,
        BatchProgress.NONE,
        "",
        TreePVector.empty());
  }

  /** When it ended; null while it has not. */
  public @Nullable Instant endedAt() {
    return state.isOver() && !notes.isEmpty() ? notes.get(notes.size() - 1).at() : null;
  }

  /** Whether any eval-runner may take it now. */
  boolean isFree(Instant now) {
    return isWork() && (claim == null || claim.isOver(now));
  }

  /** Whether an eval-runner that asks for work took it and could not finish it. */
  boolean isLeftBy(String runner) {
    return isWork() && isHeldBy(runner);
  }

  private boolean isWork() {
    return !state.isOver() && state != BatchState.PLANNED;
  }

  boolean isHeldBy(String runner) {
    return claim != null && claim.runner().equals(runner);
  }

  EvalBatch in(List<BatchState> expected) {
    if (!expected.contains(state)) {
      throw new IllegalStateException("batch " + id + " is " + state + ", not of " + expected);
    }
    return this;
  }

  EvalBatch to(BatchState next) {
    return new EvalBatch(id, order, askedBy, askedAt, next, plan, claim, progress, reason, notes);
  }

  EvalBatch with(BatchPlan counted) {
    return new EvalBatch(
        id, order, askedBy, askedAt, state, counted, claim, progress, reason, notes);
  }

  EvalBatch held(@Nullable Claim next) {
    return new EvalBatch(id, order, askedBy, askedAt, state, plan, next, progress, reason, notes);
  }

  EvalBatch with(BatchProgress next) {
    return new EvalBatch(id, order, askedBy, askedAt, state, plan, claim, next, reason, notes);
  }

  EvalBatch because(String why) {
    return new EvalBatch(id, order, askedBy, askedAt, state, plan, claim, progress, why, notes);
  }

  EvalBatch noted(BatchNote note) {
    return new EvalBatch(
        id, order, askedBy, askedAt, state, plan, claim, progress, reason, notes.plus(note));
  }
}
