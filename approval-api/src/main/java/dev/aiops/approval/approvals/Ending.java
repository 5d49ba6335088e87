/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;

/** Reports of what became of an action, and taking back what was not used. */
public final class Ending {

  private Ending() {}

  /**
   * What became of an action.
   *
   * @param outcome executed or failed
   * @param errorType of what it failed with; empty where it did not
   * @param millis it took
   */
  public record Outcome(
      String approval,
      String request,
      String execution,
      ApprovalState outcome,
      String errorType,
      long millis,
      String by) {}

  /** Who takes it back, and why. */
  public record TakeBack(String approval, String request, String reason, Actor actor) {}

  /** A person takes it back. */
  public record Revocation(TakeBack order, DecidedAs as) {}

  /** Notes an outcome; also one that comes late. */
  public static Decided<Approvals, ApprovalReply> report(
      Approvals state, Instant now, Outcome outcome, Sight sight) {
    return Replies.on(
        state, outcome.approval(), sight, used -> reported(state, now, outcome, used));
  }

  private static Decided<Approvals, ApprovalReply> reported(
      Approvals state, Instant now, Outcome outcome, Approval used) {
    Execution execution = used.execution();
    if (execution == null || !execution.id().equals(outcome.execution())) {
      return Replies.rejected(
          Problem.NO_SUCH_EXECUTION, used.id() + " has no execution " + outcome.execution());
    } else if (used.state() == outcome.outcome()) {
      return Replies.view(used);
    } else if (used.state() == ApprovalState.EXECUTED || used.state() == ApprovalState.FAILED) {
      return Replies.rejected(Problem.ALREADY_REPORTED, Replies.standing(used));
    }
    ApprovalEvent event =
        new ApprovalEvent.Reported(
            used.id(),
            outcome.request(),
            outcome.outcome(),
            outcome.errorType(),
            outcome.millis(),
            outcome.by(),
            now);
    return Replies.view(Step.from(state).then(event), used.id());
  }

  /** Takes back a request that nobody decided. */
  public static Decided<Approvals, ApprovalReply> cancel(
      Approvals state, Instant now, TakeBack order, Sight sight) {
    return Replies.on(
        state, order.approval(), sight, pending -> cancelled(state, now, order, pending));
  }

  private static Decided<Approvals, ApprovalReply> cancelled(
      Approvals state, Instant now, TakeBack order, Approval pending) {
    if (pending.state() == ApprovalState.CANCELLED) {
      return Replies.view(pending);
    } else if (pending.state() != ApprovalState.PENDING) {
      return Replies.rejected(Problem.NOT_PENDING, Replies.standing(pending));
    }
    ApprovalEvent event =
        new ApprovalEvent.Cancelled(
            pending.id(), order.request(), order.reason(), order.actor().name(), now);
    return Replies.view(Step.from(state).then(event), pending.id());
  }

  /**
   * Takes back an approval that was not used. Who may approve may, and an admin.
   *
   * @param adminRole the role of admins
   */
  public static Decided<Approvals, ApprovalReply> revoke(
      Approvals state, Instant now, Revocation revocation, String adminRole) {
    return Replies.on(
        state,
        revocation.order().approval(),
        Sight.ALL,
        approved -> revoked(state, now, revocation, adminRole, approved));
  }

  private static Decided<Approvals, ApprovalReply> revoked(
      Approvals state, Instant now, Revocation revocation, String adminRole, Approval approved) {
    TakeBack order = revocation.order();
    Actor actor = order.actor();
    boolean may = actor.hasOneOf(approved.rule().approvers()) || actor.roles().contains(adminRole);
    if (!may) {
      return Replies.rejected(Problem.FORBIDDEN, Permission.lacks(approved, actor));
    } else if (order.reason().isBlank()) {
      return Replies.rejected(Problem.NO_REASON, "give the reason: it is kept for the audit");
    } else if (approved.state() == ApprovalState.REVOKED) {
      return Replies.view(approved);
    } else if (approved.state() != ApprovalState.APPROVED) {
      return Replies.rejected(
          approved.execution() == null ? Problem.NOT_APPROVED : Problem.ALREADY_CONSUMED,
          Replies.standing(approved));
    }
    ApprovalEvent event =
        new ApprovalEvent.Revoked(
            approved.id(), order.request(), order.reason(), actor.name(), now, revocation.as());
    return Replies.view(Step.from(state).then(event), approved.id());
  }
}
