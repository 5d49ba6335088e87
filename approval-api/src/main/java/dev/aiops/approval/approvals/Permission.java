/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.log.Decided;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may decide. */
final class Permission {

  private Permission() {}

  /** Why somebody may not answer so; empty where they may. */
  static Optional<Decided<Approvals, ApprovalReply>> refused(Approval approval, Answer answer) {
    Actor actor = answer.person().actor();
    if (!actor.hasOneOf(approval.rule().approvers())) {
      return refused(Problem.FORBIDDEN, lacks(approval, actor));
    } else if (isExcluded(approval, answer)) {
      return refused(
          Problem.REQUESTER_EXCLUDED, actor.name() + " asked for this, so another must approve it");
    } else if (approval.rule().critical() && !answer.person().steppedUp()) {
      return refused(
          Problem.STEP_UP_REQUIRED,
          "rule " + approval.rule().name() + " is critical: it needs a login of the last minutes");
    }
    return !answer.approve() && answer.reason().isBlank()
        ? refused(
            Problem.NO_REASON, "give the reason of the denial: the model is told it is denied")
        : Optional.empty();
  }

  static String lacks(Approval approval, Actor actor) {
    return actor.name()
        + " has no role that may decide this: "
        + String.join(" or ", approval.rule().approvers());
  }

  /** Who asked may always deny. */
  private static boolean isExcluded(Approval approval, Answer answer) {
    return answer.approve()
        && !approval.rule().requesterMayApprove()
        && isSame(approval.asked().action().requester(), answer.person().actor().name());
  }

  /** Case and form do not make another person of one. */
  private static boolean isSame(@Nullable String requester, String name) {
    return requester != null && plain(requester).equals(plain(name));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<Decided<Approvals, ApprovalReply>> refused(Problem why, String text) {
    return Optional.of(Replies.rejected(why, text));
  }
}
