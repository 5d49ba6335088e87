/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue.
 *
 * @param waiting how many actions wait, whatever the filters
 * @param critical how many of them are critical
 * @param raises how many requests to raise a cap wait
 * @param stale whether the log could not be read just now
 * @param done what was just done; empty for nothing
 */
record QueueView(
    Layout page,
    Visit visit,
    Filters filters,
    Pager<QueueItem.Shown> rows,
    int waiting,
    long critical,
    int raises,
    boolean stale,
    String done) {

  private static final int SUMMARY = 160;
  private static final String REQUEST = " request to raise a cap";
  private static final String REQUESTS = " requests to raise a cap";

  /** States that the queue can be asked for. */
  static final List<ApprovalState> STATES =
      List.of(ApprovalState.PENDING, ApprovalState.APPROVED, ApprovalState.CONSUMED);

  /**
   * An action that waits.
   *
   * @param left until it expires; empty where it does not
   */
  record Row(
      String id,
      String tool,
      String summary,
      String who,
      String requester,
      String rule,
      boolean critical,
      String state,
      String waits,
      String at,
      String left,
      String votes) {

    static Row of(Approval approval, Instant now) {
      Action action = approval.asked().action();
      return new Row(
          approval.id(),
          Visible.line(action.tool(), 200),
          Visible.line(action.arguments().json(), SUMMARY),
          who(action),
          Words.requester(approval),
          Visible.of(approval.rule().name()),
          approval.rule().critical(),
          Words.of(approval.state()),
          Times.since(approval.asked().at(), now),
          Times.at(approval.asked().at()),
          left(approval, now),
          votes(approval));
    }

    private static String who(Action action) {
      return Words.orUnknown(action.agent())
          + " in "
          + Words.orUnknown(action.service())
          + (action.environment().isEmpty() ? "" : ", " + Visible.of(action.environment()));
    }

    private static String left(Approval approval, Instant now) {
      @Nullable Instant by = approval.asked().decideBy();
      return by == null || approval.state() != ApprovalState.PENDING
          ? ""
          : Times.span(Duration.between(now, by));
    }

    private static String votes(Approval approval) {
      int quorum = approval.rule().quorum();
      return quorum == 1 ? "" : Words.approving(approval) + " of " + quorum + " approve";
    }
  }

  String count() {
    String actions = waiting == 1 ? "1 action waits" : waiting + " actions wait";
    String all = critical == 0 ? actions : actions + ", " + critical + " critical";
    return raises == 0 ? all : all + "; " + raises + (raises == 1 ? REQUEST : REQUESTS);
  }

  /** What the list shows. */
  String sentence() {
    if (rows.total() == 0) {
      return filters.areNone() ? "None waits." : "None matches the filter.";
    }
    String which = filters.areNone() ? "" : " that match the filter";
    return rows.text() + which + ", critical ones first, then by age.";
  }
}
