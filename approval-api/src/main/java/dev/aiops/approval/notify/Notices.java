/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.approvals.Vote;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.budget.Raising;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.notify.Notice.ActionFacts;
import dev.aiops.approval.notify.Notice.RaiseFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows people are told of, and what. */
final class Notices {

  private static final int ID_DIGITS = 32;

  private static final Map<String, Notice.Type> KINDS =
      Map.of(
          "approval_requested",
          Notice.Type.APPROVAL_NEW,
          OutboxLog.APPROVAL_REMINDED,
          Notice.Type.APPROVAL_REMINDER,
          "approval_settled",
          Notice.Type.APPROVAL_DECIDED,
          "approval_expired",
          Notice.Type.APPROVAL_DECIDED,
          "approval_revoked",
          Notice.Type.APPROVAL_DECIDED,
          "approval_cancelled",
          Notice.Type.APPROVAL_DECIDED,
          "approval_unknown",
          Notice.Type.APPROVAL_DECIDED,
          "raise_requested",
          Notice.Type.RAISE_NEW,
          OutboxLog.RAISE_REMINDED,
          Notice.Type.RAISE_REMINDER,
          "raise_decided",
          Notice.Type.RAISE_DECIDED);

  /** Nobody decided these: time did. */
  private static final Set<String> BY_TIME = Set.of("approval_expired", "approval_unknown");

  private Notices() {}

  /** What a row is told as, in the state after it or a later one; empty where it is not told. */
  static Optional<Notice> of(Committed row, Approvals approvals, Budgets budgets) {
    Notice.Type type = KINDS.get(row.entry().kind());
    if (type == null) {
      return Optional.empty();
    }
    return Optional.of(
        type.isOfApproval()
            ? ofApproval(row, type, approvals.find(row.entry().entity()).orElse(null))
            : ofRaise(row, type, budgets));
  }

  private static Notice ofApproval(Committed row, Notice.Type type, @Nullable Approval approval) {
    return new Notice(
        row.seq(),
        id(row),
        type,
        row.entry().entity(),
        row.entry().stateAfter(),
        OutboxLog.reminder(row),
        type == Notice.Type.APPROVAL_DECIDED ? deciders(row, approval) : List.of(),
        row.at(),
        approval == null ? null : ActionFacts.of(approval),
        null);
  }

  private static Notice ofRaise(Committed row, Notice.Type type, Budgets budgets) {
    String raise = row.entry().entity();
    return new Notice(
        row.seq(),
        id(row),
        type,
        raise,
        row.entry().stateAfter(),
        OutboxLog.reminder(row),
        type == Notice.Type.RAISE_DECIDED ? List.of(row.entry().actor()) : List.of(),
        row.at(),
        null,
        Raising.find(budgets, row.at(), raise).map(RaiseFacts::of).orElse(null));
  }

  private static String id(Committed row) {
    return "evt_" + row.hash().substring(0, ID_DIGITS);
  }

  private static List<String> deciders(Committed row, @Nullable Approval approval) {
    if (BY_TIME.contains(row.entry().kind())) {
      return List.of();
    } else if (approval == null || !row.entry().kind().equals("approval_settled")) {
      return List.of(row.entry().actor());
    }
    boolean approved = row.entry().stateAfter().equals(ApprovalState.APPROVED.name());
    return approved
        ? approval.approvers()
        : approval.votes().stream().filter(vote -> !vote.approve()).map(Vote::by).toList();
  }
}
