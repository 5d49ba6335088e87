/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact about a batch, as the control log keeps it. Its record's components are its JSON. */
sealed interface BatchEvent extends Event<EvalBatches> {

  /** The batch's id. */
  String batch();

  /** Who caused it. */
  String by();

  /** When. */
  Instant at();

  /** The batch after it. */
  EvalBatch change(EvalBatch before);

  /** What its history says beside the kind. */
  default String text() {
    return "";
  }

  /** How a person was known. */
  default @Nullable DecidedAs as() {
    return null;
  }

  @Override
  default EvalBatches on(EvalBatches state) {
    return state.with(BatchLog.noted(this, change(state.get(batch()))));
  }

  @Override
  default Entry entry(EvalBatches after) {
    return BatchLog.entry(this, after);
  }

  /** Somebody asks for one. */
  record Requested(String batch, BatchOrder order, String by, DecidedAs as, Instant at)
      implements BatchEvent {

    @Override
    public EvalBatches on(EvalBatches state) {
      if (state.find(batch).isPresent()) {
        throw new IllegalStateException("batch " + batch + " is asked for twice");
      }
      return state.with(change(EvalBatch.of(batch, order, by, at)));
    }

    @Override
    public EvalBatch change(EvalBatch before) {
      return BatchLog.noted(this, before);
    }

    @Override
    public String text() {
      return String.join(", ", order.definitions());
    }
  }

  /** An eval-runner takes it, to count or to run. */
  record Claimed(String batch, Claim claim, String by, Instant at) implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      boolean goes = before.state() == BatchState.CONFIRMED;
      return before.to(goes ? BatchState.RUNNING : before.state()).held(claim);
    }

    @Override
    public String text() {
      return claim.runner();
    }
  }

  /** It is counted; where it costs nothing it goes on at once. */
  record Planned(String batch, BatchPlan plan, String by, Instant at) implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      EvalBatch counted = before.in(List.of(BatchState.REQUESTED)).with(plan);
      return plan.needsPerson()
          ? counted.to(BatchState.PLANNED).held(null)
          : counted.to(BatchState.RUNNING);
    }
  }

  /** A person says that it may cost what it may cost. */
  record Confirmed(String batch, String by, DecidedAs as, Instant at) implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      return before.in(List.of(BatchState.PLANNED)).to(BatchState.CONFIRMED);
    }
  }

  /** It is so far, and its eval-runner keeps it until then. */
  record Progressed(String batch, BatchProgress progress, Claim claim, String by, Instant at)
      implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      return before
          .in(List.of(BatchState.REQUESTED, BatchState.RUNNING, BatchState.CANCELLING))
          .with(progress)
          .held(claim);
    }
  }

  /** A person stops it while an eval-runner is at it, who hears of it. */
  record Stopping(String batch, String by, DecidedAs as, Instant at) implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      return before.in(List.of(BatchState.RUNNING)).to(BatchState.CANCELLING);
    }
  }

  /** It is over. */
  record Ended(
      String batch,
      BatchState outcome,
      String reason,
      BatchProgress progress,
      String by,
      @Nullable DecidedAs as,
      Instant at)
      implements BatchEvent {

    @Override
    public EvalBatch change(EvalBatch before) {
      if (before.state().isOver()) {
        throw new IllegalStateException("batch " + batch + " ends twice");
      }
      return before.to(outcome).with(progress.after(before.progress())).held(null).because(reason);
    }

    @Override
    public String text() {
      return reason;
    }
  }
}
