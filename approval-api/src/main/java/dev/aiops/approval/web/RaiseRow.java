/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.budget.DecidedRaise;
import dev.aiops.approval.budget.Money;
import dev.aiops.approval.budget.PendingRaise;
import dev.aiops.approval.budget.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A request to raise a cap that waits.
 *
 * @param written what the form holds already
 * @param mayNot why this person may not decide it; empty where she may
 */
record RaiseRow(
    String id,
    String budget,
    String day,
    String amount,
    String requester,
    String reason,
    String cap,
    String spent,
    String ends,
    String waits,
    String at,
    String written,
    String mayNot) {

  static RaiseRow of(PendingRaise raise, Visit visit, String written, Instant now) {
    Standing standing = raise.standing();
    return new RaiseRow(
        raise.raise().toString(),
        Visible.of(standing.budget()),
        standing.day().toString(),
        Money.usd(raise.amount()),
        Visible.line(raise.requester(), 200),
        Visible.line(raise.reason(), 2_000),
        Money.usd(standing.cap()),
        Money.usd(standing.spent()),
        ends(Duration.ofSeconds(standing.secondsLeft())),
        Times.since(raise.at(), now),
        Times.at(raise.at()),
        written,
        mayNot(raise, visit));
  }

  private static String mayNot(PendingRaise raise, Visit visit) {
    List<String> roles = raise.standing().raisedBy();
    if (raise.requester().equals(visit.person().name())) {
      return "You asked for this, so another must decide.";
    }
    return roles.stream().anyMatch(visit.person().roles()::contains)
        ? ""
        : "To decide this one needs the role " + String.join(" or ", roles) + ".";
  }

  private static String ends(Duration left) {
    return left.toHours() + " h " + left.toMinutesPart() + " min";
  }

  /** One that was decided. */
  record Decided(
      String id,
      String title,
      String state,
      String requester,
      String reason,
      String at,
      String answer) {

    static Decided of(DecidedRaise raise) {
      return new Decided(
          raise.raise().toString(),
          title(raise),
          raise.approved() ? "raised" : "denied",
          Visible.line(raise.requester(), 200),
          Visible.line(raise.reason(), 300),
          Times.at(raise.at()),
          answer(raise));
    }

    private static String title(DecidedRaise raise) {
      return Visible.of(raise.raise().budget())
          + ": "
          + Money.usd(raise.amount())
          + " more for "
          + raise.raise().day();
    }

    private static String answer(DecidedRaise raise) {
      return (raise.approved() ? "approved" : "denied")
          + " by "
          + Visible.line(raise.by(), 200)
          + " ("
          + Words.of(raise.as())
          + ") at "
          + Times.at(raise.at())
          + (raise.said().isEmpty() ? "" : ": " + Visible.line(raise.said(), 300));
    }
  }
}
