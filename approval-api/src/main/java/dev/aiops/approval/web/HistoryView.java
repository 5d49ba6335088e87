/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Vote;
import dev.aiops.approval.budget.DecidedRaise;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, or ended undecided.
 *
 * @param exports whether this person may take the audit with them
 */
record HistoryView(
    Layout page, Visit visit, Filters filters, Pager<Item> rows, boolean exports, boolean stale) {

  /** States that an approval has here. */
  static final List<ApprovalState> STATES =
      Arrays.stream(ApprovalState.values()).filter(s -> s != ApprovalState.PENDING).toList();

  /** One of them: an action or a request to raise a cap; one of both is there. */
  record Item(@Nullable Row action, RaiseRow.@Nullable Decided raise) {

    static Item of(@Nullable Approval approval, @Nullable DecidedRaise raise) {
      return new Item(
          approval == null ? null : Row.of(approval),
          raise == null ? null : RaiseRow.Decided.of(raise));
    }
  }

  /** An action. */
  record Row(
      String id,
      String tool,
      String summary,
      String requester,
      String rule,
      String state,
      String reason,
      String at,
      List<String> answers) {

    static Row of(Approval approval) {
      Action action = approval.asked().action();
      return new Row(
          approval.id(),
          Visible.line(action.tool(), 200),
          Visible.line(approval.proposed().json(), 160),
          Words.requester(approval),
          Visible.of(approval.rule().name()),
          Words.of(approval.state()),
          Visible.line(approval.reason(), 300),
          Times.at(decided(approval)),
          approval.votes().stream().map(Row::answer).toList());
    }

    private static String answer(Vote vote) {
      return (vote.approve() ? "approved" : "denied")
          + " by "
          + Visible.line(vote.by(), 200)
          + " ("
          + Visible.of(vote.auth())
          + ") at "
          + Times.at(vote.at())
          + (vote.reason().isEmpty() ? "" : ": " + Visible.line(vote.reason(), 300));
    }
  }

  /** What the files have: other filters than days are not theirs. */
  String exported() {
    return filters.days().areAll() ? "All" : "All of these days";
  }

  /** What the list shows. */
  String sentence() {
    if (rows.total() == 0) {
      return filters.areNone() ? "Nothing was decided yet." : "None matches the filter.";
    }
    return rows.text() + (filters.areNone() ? "" : " that match the filter") + ", newest first.";
  }

  /** When it was settled; of one that nobody settled, when it ended. */
  static Instant decided(Approval approval) {
    Instant settled = approval.settledAt();
    return settled != null
        ? settled
        : Objects.requireNonNullElse(approval.endedAt(), approval.asked().at());
  }
}
