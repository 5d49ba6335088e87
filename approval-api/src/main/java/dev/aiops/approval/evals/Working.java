/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import dev.aiops.approval.evals.BatchReply.NoWork;
import dev.aiops.approval.evals.BatchReply.Problem;
import dev.aiops.approval.evals.BatchReply.Viewed;
import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an eval-runner does with batches. One at a time has a batch: what another says of it is
 * refused. Progress is noted at every twentieth of the runs and at least once a minute, however
 * often it is told, as rows are kept for ever.
 */
public final class Working {

  /** How long nothing may be heard of an eval-runner until another goes on with its batch. */
  public static final Duration CLAIM = Duration.ofMinutes(2);

  private static final Duration RENEWAL = CLAIM.dividedBy(2);
  private static final int STEPS = 20;
  private static final Set<BatchState> OUTCOMES =
      Set.of(BatchState.DONE, BatchState.STOPPED, BatchState.REFUSED, BatchState.FAILED);

  private Working() {}

  /**
   * An eval-runner.
   *
   * @param process another one after each start
   * @param token name of the token it shows
   */
  public record Runner(String process, String token) {

    private Claim claim(Instant now) {
      return new Claim(process, now.plus(CLAIM));
    }
  }

  /** Gives out the oldest batch that nobody else is at. */
  public static Decided<EvalBatches, BatchReply> claim(
      EvalBatches state, Instant now, Runner runner) {
    Optional<EvalBatch> free = state.free(now, runner.process());
    return free.map(
            batch ->
                Ordering.view(
                    state,
                    new BatchEvent.Claimed(batch.id(), runner.claim(now), runner.token(), now)))
        .orElseGet(() -> Decided.nothing(new NoWork()));
  }

  /** Notes what was counted. */
  public static Decided<EvalBatches, BatchReply> plan(
      EvalBatches state, Instant now, String id, BatchPlan plan, Runner runner) {
    EvalBatch batch = state.find(id).orElse(null);
    if (batch == null) {
      return Ordering.unknown(id);
    } else if (plan.equals(batch.plan())) {
      return Decided.nothing(new Viewed(batch));
    } else if (!batch.isHeldBy(runner.process()) || batch.state() != BatchState.REQUESTED) {
      return lost(batch, runner);
    }
    return Ordering.view(state, new BatchEvent.Planned(id, plan, runner.token(), now));
  }

  /** Takes how far it is, and renews the claim. */
  public static Decided<EvalBatches, BatchReply> progress(
      EvalBatches state, Instant now, String id, BatchProgress progress, Runner runner) {
    EvalBatch batch = state.find(id).orElse(null);
    if (batch == null) {
      return Ordering.unknown(id);
    } else if (!batch.isHeldBy(runner.process())) {
      return lost(batch, runner);
    } else if (!isToNote(batch, progress, now)) {
      return Decided.nothing(new Viewed(batch));
    }
    return Ordering.view(
        state, new BatchEvent.Progressed(id, progress, runner.claim(now), runner.token(), now));
  }

  private static boolean isToNote(EvalBatch batch, BatchProgress progress, Instant now) {
    Claim claim = batch.claim();
    BatchPlan plan = batch.plan();
    boolean late = claim == null || !now.isBefore(claim.until().minus(RENEWAL));
    long step = plan == null ? Long.MAX_VALUE : Math.max(1, plan.runs() / STEPS);
    return late || progress.runs() - batch.progress().runs() >= step;
  }

  /** Ends it; one that a person stops is cancelled unless it was done by then. */
  public static Decided<EvalBatches, BatchReply> end(
      EvalBatches state, Instant now, String id, Outcome outcome, Runner runner) {
    EvalBatch batch = state.find(id).orElse(null);
    if (batch == null) {
      return Ordering.unknown(id);
    } else if (batch.state().isOver() && outcome.isOf(batch)) {
      return Decided.nothing(new Viewed(batch));
    } else if (!batch.isHeldBy(runner.process())) {
      return lost(batch, runner);
    }
    boolean stopped = batch.state() == BatchState.CANCELLING && outcome.state() != BatchState.DONE;
    return Ordering.view(
        state,
        new BatchEvent.Ended(
            id,
            stopped ? BatchState.CANCELLED : outcome.state(),
            outcome.reason(),
            outcome.progress(),
            runner.token(),
            null,
            now));
  }

  /**
   * How it ended.
   *
   * @param reason why it is not done; empty where it is
   */
  public record Outcome(BatchState state, String reason, BatchProgress progress) {

    /** Fails on a state in which an eval-runner leaves no batch. */
    public Outcome {
      if (!OUTCOMES.contains(state)) {
        throw new IllegalArgumentException(
            "outcome must be done, stopped, refused or failed, not " + state);
      }
    }

    private boolean isOf(EvalBatch batch) {
      return reason.equals(batch.reason());
    }
  }

  private static Decided<EvalBatches, BatchReply> lost(EvalBatch batch, Runner runner) {
    return Ordering.rejected(
        Problem.CLAIM_LOST,
        "batch %s is %s, and eval-runner %s is not at it"
            .formatted(batch.id(), batch.state(), runner.process()));
  }
}
