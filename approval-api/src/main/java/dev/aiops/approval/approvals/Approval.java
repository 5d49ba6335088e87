/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.ApprovalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * One approval as it stands. Immutable.
 *
 * @param version one more with each row that changes it
 * @param edited arguments an approver put in the place of those asked for; null where none did
 * @param proposedHash of the action with the arguments that may run
 * @param votes each person's newest, in order
 * @param settledAt when it was approved or denied
 * @param endedAt when it ended; null while something may follow
 * @param reason given with the newest decision, revocation, cancellation or expiry; empty without
 * @param history every row about it
 */
public record Approval(
    Asked asked,
    ApprovalState state,
    long version,
    @Nullable Arguments edited,
    String proposedHash,
    PVector<Vote> votes,
    @Nullable Instant settledAt,
    @Nullable Instant endedAt,
    @Nullable Execution execution,
    String reason,
    PVector<Noted> history) {

  static Approval of(Asked asked) {
    return new Approval(
        asked,
        ApprovalState.PENDING,
        1,
        null,
        asked.hash(),
        TreePVector.empty(),
        null,
        null,
        null,
        "",
        TreePVector.empty());
  }

  /** Its id. */
  public String id() {
    return asked.id();
  }

  /** The rule that holds it. */
  public ApprovalRule rule() {
    return asked.rule();
  }

  /** Until when it may be used; null where that is not bounded, or it is not approved. */
  public @Nullable Instant useBy() {
    Duration within = rule().useWithin();
    return settledAt == null || within == null || state == ApprovalState.DENIED
        ? null
        : settledAt.plus(within);
  }

  /** The arguments that run if it is approved as it stands. */
  public Arguments proposed() {
    return edited == null ? asked.action().arguments() : edited;
  }

  /** When something happens to it if nothing else does before; null is never. */
  @Nullable Instant dueAt() {
    return switch (state) {
      case PENDING -> asked.decideBy();
      case APPROVED -> useBy();
      case CONSUMED -> execution == null ? null : execution.at().plus(rule().outcomeWithin());
      default -> null;
    };
  }

  boolean isDue(Instant now) {
    Instant due = dueAt();
    return due != null && !now.isBefore(due);
  }

  /** Itself, in one of these states; a row that finds it in another does not follow. */
  Approval in(ApprovalState... states) {
    if (!List.of(states).contains(state)) {
      throw new IllegalStateException("approval " + id() + " is " + state + " already");
    }
    return this;
  }

  /** How many people approve what may run now. */
  long approving() {
    return approvers().size();
  }

  /** Who approves what may run now; each person once. */
  public List<String> approvers() {
    return votes.stream()
        .filter(vote -> vote.approve() && vote.hash().equals(proposedHash))
        .map(Vote::by)
        .toList();
  }

  long denying() {
    return votes.stream().filter(vote -> !vote.approve()).count();
  }

  Approval with(Vote vote, @Nullable Arguments change) {
    PVector<Vote> others = votes;
    for (Vote earlier : votes) {
      others = earlier.by().equals(vote.by()) ? others.minus(earlier) : others;
    }
    return new Approval(
        asked,
        state,
        version + 1,
        change == null ? edited : change,
        vote.approve() ? vote.hash() : proposedHash,
        others.plus(vote),
        settledAt,
        endedAt,
        execution,
        reason,
        history);
  }

  Approval settled(ApprovalState outcome, String why, Instant at) {
    return changed(outcome, execution, why, at, outcome.isEnded() ? at : null);
  }

  Approval consumed(Execution use) {
    return changed(ApprovalState.CONSUMED, use, reason, settledAt, null);
  }

  Approval reported(ApprovalState outcome, String errorType, Instant at) {
    Execution use = execution == null ? null : execution.reported(errorType, at);
    return changed(outcome, use, reason, settledAt, at);
  }

  Approval ended(ApprovalState how, String why, Instant at) {
    return changed(how, execution, why, settledAt, at);
  }

  private Approval changed(
      ApprovalState next,
      @Nullable Execution use,
      String why,
      @Nullable Instant settled,
      @Nullable Instant ended) {
    return new Approval(
        asked, next, version + 1, edited, proposedHash, votes, settled, ended, use, why, history);
  }

  Approval noted(Noted row) {
    return new Approval(
        asked,
        state,
        version,
        edited,
        proposedHash,
        votes,
        settledAt,
        endedAt,
        execution,
        reason,
        history.plus(row));
  }

  /** How many uses were refused; their rows are bounded. */
  long refusals() {
    return history.stream().filter(row -> row.kind().equals(ApprovalLog.REFUSED)).count();
  }
}
