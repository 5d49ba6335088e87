/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.ApprovalReply.NotNeeded;
import dev.aiops.approval.approvals.ApprovalReply.Rejected;
import dev.aiops.approval.approvals.ApprovalReply.Viewed;
import dev.aiops.approval.approvals.Execution;
import dev.aiops.approval.approvals.Listing;
import dev.aiops.approval.approvals.Place;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is answered about approvals. */
final class ApprovalAnswers {

  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})-(apr_[a-z2-7]{26})");

  private ApprovalAnswers() {}

  static Object needed(ApprovalReply reply) {
    return reply instanceof NotNeeded none
        ? new ApprovalView.Needed(false, none.policy(), null)
        : view(reply, approval -> new ApprovalView.Needed(true, null, ApprovalView.of(approval)));
  }

  static Object one(ApprovalReply reply) {
    return view(reply, approval -> new ApprovalView.One(ApprovalView.of(approval)));
  }

  static Object itself(ApprovalReply reply) {
    return view(reply, ApprovalView::of);
  }

  static Object taken(ApprovalReply reply) {
    return view(
        reply,
        approval -> {
          Execution use = Objects.requireNonNull(approval.execution(), "it was taken");
          return new ApprovalView.Taken(ApprovalView.of(approval), use.id());
        });
  }

  static Object history(ApprovalReply reply) {
    return view(reply, ApprovalView.History::of);
  }

  static Object page(Listing.Page page) {
    Place next = page.next();
    return new ApprovalView.Page(
        page.approvals().stream().map(ApprovalView::of).toList(),
        next == null ? null : next.at().toEpochMilli() + "-" + next.id());
  }

  /** The place that a cursor of {@link #page} names. */
  static @Nullable Place place(String cursor) {
    Matcher matcher = CURSOR.matcher(cursor);
    if (cursor.isEmpty()) {
      return null;
    } else if (!matcher.matches()) {
      throw new IllegalArgumentException("cursor must be the next of an answer");
    }
    return new Place(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2));
  }

  private static Object view(ApprovalReply reply, Function<Approval, Object> view) {
    if (reply instanceof Viewed viewed) {
      return view.apply(viewed.approval());
    }
    Rejected rejected = (Rejected) reply;
    return Refusal.of(Rule.of(rejected.problem()), rejected.text());
  }
}
