/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Execution;
import dev.aiops.approval.approvals.Hints;
import dev.aiops.approval.approvals.Shown;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.DecidedAs;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What pages call things. */
final class Words {

  private static final Map<String, String> KINDS =
      Map.of(
          "approval_requested", "asked for",
          "approval_decided", "a person answered",
          "approval_settled", "settled",
          "approval_consumed", "taken to run",
          "approval_reported", "outcome reported",
          "approval_expired", "its time was over",
          "approval_revoked", "revoked",
          "approval_cancelled", "taken back",
          "approval_unknown", "outcome unknown",
          "approval_refused", "a use was refused");

  private Words() {}

  static String of(ApprovalState state) {
    return switch (state) {
      case PENDING -> "waiting";
      case APPROVED -> "approved, not used yet";
      case DENIED -> "denied";
      case EXPIRED -> "expired";
      case CANCELLED -> "taken back by who asked";
      case REVOKED -> "revoked";
      case CONSUMED -> "running";
      case EXECUTED -> "has run";
      case FAILED -> "has run and failed";
      case OUTCOME_UNKNOWN -> "outcome unknown: it may have run";
    };
  }

  static String of(Channel channel) {
    return switch (channel) {
      case PAGE -> "a page";
      case API -> "the API";
      case CLI -> "the command line";
    };
  }

  /** How a person was known. */
  static String of(@Nullable DecidedAs as) {
    return as == null
        ? "how was not noted"
        : Visible.of(as.auth())
            + ", from "
            + Visible.line(as.address(), 100)
            + ", roles "
            + Visible.of(String.join(", ", as.roles()))
            + ", by "
            + of(as.channel());
  }

  /** What a person had before them. */
  static String of(@Nullable Shown shown) {
    if (shown == null) {
      return "what was shown was not noted";
    }
    String page = shown.page() == null ? "" : ", page SHA-256 " + shown.page();
    return "answered by "
        + of(shown.channel())
        + " on version "
        + shown.version()
        + ", arguments SHA-256 "
        + shown.arguments()
        + page;
  }

  static String ofKind(String kind) {
    return KINDS.getOrDefault(kind, kind);
  }

  /** What the server that has a tool says of it; empty where it says nothing. */
  static String hints(@Nullable Hints hints) {
    return hints == null
        ? ""
        : Stream.of(
                said(hints.readOnly(), "it changes nothing", "it changes something"),
                said(hints.destructive(), "it may destroy what is there", "it destroys nothing"),
                said(
                    hints.idempotent(),
                    "the same call again changes nothing more",
                    "the same call again changes more"),
                said(
                    hints.openWorld(),
                    "it deals with what is outside",
                    "it deals with nothing outside"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
  }

  private static Optional<String> said(@Nullable Boolean hint, String yes, String no) {
    return Optional.ofNullable(hint).map(is -> is ? yes : no);
  }

  static String requester(Approval approval) {
    String requester = approval.asked().action().requester();
    return requester == null ? "unknown" : Visible.line(requester, 200);
  }

  /** How many people approve what may run now. */
  static long approving(Approval approval) {
    return approval.votes().stream()
        .filter(vote -> vote.approve() && vote.hash().equals(approval.proposedHash()))
        .count();
  }

  static String quorum(Approval approval) {
    int quorum = approval.rule().quorum();
    String people = quorum == 1 ? "one person" : quorum + " people";
    return people + " must approve" + (quorum == 1 ? "" : ", " + approving(approval) + " did");
  }

  /** What became of it; empty where it was not used. */
  static String outcome(Approval approval) {
    Execution use = approval.execution();
    if (use == null) {
      return "";
    }
    String taken =
        "taken at "
            + Times.at(use.at())
            + " by process "
            + Visible.line(use.process(), 200)
            + " on "
            + Visible.line(use.host(), 200);
    return use.outcomeAt() == null
        ? taken + "; nothing was reported yet"
        : taken + "; reported at " + Times.at(use.outcomeAt()) + error(use);
  }

  private static String error(Execution use) {
    return use.errorType().isEmpty() ? "" : ": " + Visible.line(use.errorType(), 200);
  }

  /** A text that may be empty, which is said. */
  static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : Visible.line(text, 300);
  }
}
