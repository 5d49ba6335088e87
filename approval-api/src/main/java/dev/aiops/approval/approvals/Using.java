/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The use of an approval: once, by one process, for what was approved. */
public final class Using {

  private static final int MOST_REFUSALS = 100;

  private Using() {}

  /**
   * What is about to run.
   *
   * @param hash of it
   * @param execution an id drawn for it
   */
  public record Use(
      String approval,
      String request,
      String hash,
      String host,
      String process,
      String execution,
      String by) {}

  /**
   * Takes the approval, if what is about to run is what enough people approved who still have the
   * role. Whoever did not get a yes must not run it.
   *
   * @param roles those that a person has now
   */
  public static Decided<Approvals, ApprovalReply> consume(
      Approvals state, Instant now, Use use, Sight sight, Function<String, Set<String>> roles) {
    return Replies.on(
        state, use.approval(), sight, approval -> consumed(state, now, use, approval, roles));
  }

  private static Decided<Approvals, ApprovalReply> consumed(
      Approvals state,
      Instant now,
      Use use,
      Approval approval,
      Function<String, Set<String>> roles) {
    Execution before = approval.execution();
    if (before != null) {
      boolean repeated = before.isOf(use.request(), use.host(), use.process());
      return repeated && approval.state() == ApprovalState.CONSUMED
          ? Replies.view(approval)
          : refused(state, approval, use, Problem.ALREADY_CONSUMED, Replies.standing(approval));
    } else if (approval.state() != ApprovalState.APPROVED) {
      return Replies.rejected(Problem.NOT_APPROVED, Replies.standing(approval));
    } else if (approval.isDue(now)) {
      return Replies.expired(state, now, approval, Problem.NOT_APPROVED);
    } else if (!approval.proposedHash().equals(use.hash())) {
      return refused(state, approval, use, Problem.HASH_MISMATCH, another(approval));
    }
    return isStillApproved(approval, roles)
        ? taken(state, now, use)
        : refused(state, approval, use, Problem.ROLE_REMOVED, demoted(approval));
  }

  private static boolean isStillApproved(Approval approval, Function<String, Set<String>> roles) {
    long still =
        approval.approvers().stream()
            .map(name -> new Actor(name, roles.apply(name)))
            .filter(actor -> actor.hasOneOf(approval.rule().approvers()))
            .count();
    return still >= approval.rule().quorum();
  }

  private static Decided<Approvals, ApprovalReply> taken(Approvals state, Instant now, Use use) {
    Execution execution =
        new Execution(use.execution(), use.request(), use.host(), use.process(), now, null, "");
    ApprovalEvent event = new ApprovalEvent.Consumed(use.approval(), execution, use.by());
    return Replies.view(Step.from(state).then(event), use.approval());
  }

  /** A row of its own, so that the audit shows it; a flood of them is not written. */
  private static Decided<Approvals, ApprovalReply> refused(
      Approvals state, Approval approval, Use use, Problem problem, String text) {
    Rejected rejected = new Rejected(problem, text);
    if (approval.refusals() >= MOST_REFUSALS) {
      return Decided.nothing(rejected);
    }
    ApprovalEvent event =
        new ApprovalEvent.Refused(
            approval.id(), problem.name(), use.host(), use.process(), use.by());
    return Step.from(state).then(event).reply(rejected);
  }

  private static String another(Approval approval) {
    return "what is about to run is not what approval " + approval.id() + " is for";
  }

  private static String demoted(Approval approval) {
    return "too few of those who approved it may still do so: rule "
        + approval.rule().name()
        + " asks for "
        + approval.rule().quorum()
        + " with role "
        + String.join(" or ", approval.rule().approvers());
  }
}
