/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the commands on approvals have in common. */
final class Replies {

  private Replies() {}

  static Decided<Approvals, ApprovalReply> view(Approval approval) {
    return Decided.nothing(new Viewed(approval));
  }

  static Decided<Approvals, ApprovalReply> view(Step<Approvals> step, String approval) {
    return step.reply(new Viewed(step.state().get(approval)));
  }

  static Decided<Approvals, ApprovalReply> rejected(Problem problem, String text) {
    return Decided.nothing(new Rejected(problem, text));
  }

  /** Goes on with an approval that is within sight. */
  static Decided<Approvals, ApprovalReply> on(
      Approvals state,
      String id,
      Sight sight,
      Function<Approval, Decided<Approvals, ApprovalReply>> then) {
    Optional<Approval> known = state.find(id).filter(sight::covers);
    return known.map(then).orElseGet(() -> rejected(Problem.NO_SUCH_APPROVAL, unknown(id)));
  }

  private static String unknown(String id) {
    return "no approval " + id + " is known here";
  }

  /** Ends an approval whose time is over, and says so. */
  static Decided<Approvals, ApprovalReply> expired(
      Approvals state, Instant now, Approval due, Problem problem) {
    Step<Approvals> step = Step.from(state).then(Aging.event(due, now));
    return step.reply(new Rejected(problem, standing(step.state().get(due.id()))));
  }

  /** How an approval came to be as it is, in words. */
  static String standing(Approval approval) {
    String state = "approval " + approval.id() + " is " + approval.state();
    return switch (approval.state()) {
      case PENDING -> state + ", since " + approval.asked().at();
      case APPROVED, DENIED -> state + " by " + deciders(approval) + " at " + approval.settledAt();
      case CONSUMED -> state + at(approval);
      default -> state + " since " + approval.endedAt();
    };
  }

  private static String at(Approval approval) {
    Execution use = approval.execution();
    return use == null ? "" : " by process " + use.process() + " at " + use.at();
  }

  private static String deciders(Approval approval) {
    boolean approved = approval.state() == ApprovalState.APPROVED;
    return String.join(
        " and ",
        approval.votes().stream()
            .filter(vote -> vote.approve() == approved)
            .map(Vote::by)
            .toList());
  }
}
