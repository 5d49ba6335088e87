/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.approvals.Deciding;
import dev.aiops.approval.approvals.Ending;
import dev.aiops.approval.approvals.Listing;
import dev.aiops.approval.approvals.Requesting;
import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.approvals.Using;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Sequencer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The commands on approvals; as those of {@link Engine}. */
public final class Approving {

  private final Sequencer<State> sequencer;
  private final Waits waits;
  private final String adminRole;

  Approving(Sequencer<State> sequencer, Waits waits, String adminRole) {
    this.sequencer = sequencer;
    this.waits = waits;
    this.adminRole = adminRole;
  }

  private interface Rule {
    Decided<Approvals, ApprovalReply> decide(Approvals state, Instant now);
  }

  /** Asks whether an action may run. */
  public CompletableFuture<ApprovalReply> request(Requesting.Request request) {
    // in the caller's thread, and remembered: the sequencer's own evaluates no conditions
    request.held().by(sequencer.state().budgets().policy());
    return sequencer.send(
        (state, now) ->
            decision(
                Requesting.request(state.approvals(), state.budgets().policy(), now, request)));
  }

  /** Counts a person's answer. */
  public CompletableFuture<ApprovalReply> decide(Deciding.Answer answer) {
    return sequencer.send(
        (state, now) ->
            decision(Deciding.decide(state.approvals(), state.budgets().policy(), now, answer)));
  }

  /**
   * Takes an approval for the one use it is for.
   *
   * @param roles those that a person has now
   */
  public CompletableFuture<ApprovalReply> consume(
      Using.Use use, Sight sight, Function<String, Set<String>> roles) {
    return send((state, now) -> Using.consume(state, now, use, sight, roles));
  }

  /** Notes what became of it. */
  public CompletableFuture<ApprovalReply> report(Ending.Outcome outcome, Sight sight) {
    return send((state, now) -> Ending.report(state, now, outcome, sight));
  }

  /** Takes back what nobody decided. */
  public CompletableFuture<ApprovalReply> cancel(Ending.TakeBack order, Sight sight) {
    return send((state, now) -> Ending.cancel(state, now, order, sight));
  }

  /** Takes back what was not used. */
  public CompletableFuture<ApprovalReply> revoke(Ending.Revocation revocation) {
    return send((state, now) -> Ending.revoke(state, now, revocation, adminRole));
  }

  /** How an approval stands. */
  public CompletableFuture<ApprovalReply> find(String id, Sight sight) {
    return send((state, now) -> Listing.find(state, id, sight));
  }

  /** As {@link #find}, once it is past a version, or time is up. */
  public CompletableFuture<ApprovalReply> await(
      String id, long after, Duration limit, Sight sight) {
    return find(id, sight)
        .thenCompose(
            reply ->
                reply instanceof Viewed view && isTooOld(view.approval(), after, limit)
                    ? later(id, after, limit, sight)
                    : CompletableFuture.completedFuture(reply));
  }

  private static boolean isTooOld(Approval approval, long after, Duration limit) {
    return approval.version() <= after && limit.toMillis() > 0;
  }

  /** What changed before the wait began is seen by looking at the state once more. */
  private CompletableFuture<ApprovalReply> later(
      String id, long after, Duration limit, Sight sight) {
    CompletableFuture<Boolean> changed = waits.until(id, after, limit);
    waits.changed(sequencer.state().approvals());
    return changed.thenApply(any -> Listing.find(sequencer.state().approvals(), id, sight).reply());
  }

  /** Some of them, in order. */
  public CompletableFuture<Listing.Page> list(Listing.Query query) {
    return sequencer.send((state, now) -> Decision.of(Listing.page(state.approvals(), query)));
  }

  /** The state as this instance knows it; for display. */
  public Approvals known() {
    return sequencer.state().approvals();
  }

  private CompletableFuture<ApprovalReply> send(Rule rule) {
    return sequencer.send((state, now) -> decision(rule.decide(state.approvals(), now)));
  }

  private static Decision<ApprovalReply> decision(Decided<Approvals, ApprovalReply> decided) {
    return new Decision<>(decided.entries(), decided.reply());
  }
}
