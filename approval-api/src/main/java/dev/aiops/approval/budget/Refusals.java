/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.budget.GrantReply.Reason;
import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says why nothing is granted, with the figures an operator needs and what can be done. */
final class Refusals {

  private static final int RECALL_SECONDS = 1;
  private static final int START_SECONDS = 60;

  private final Budgets state;
  private final Instant now;
  private final GrantRequest request;
  private final @Nullable Standing standing;

  Refusals(Budgets state, Instant now, GrantRequest request) {
    this(state, now, request, null);
  }

  private Refusals(Budgets state, Instant now, GrantRequest request, @Nullable Standing standing) {
    this.state = state;
    this.now = now;
    this.request = request;
    this.standing = standing;
  }

  Refusals on(BudgetDay day) {
    return new Refusals(
        state, now, request, Standing.of(state, day, request.holder().process(), now));
  }

  Decided<Budgets, GrantReply> of(Reason reason) {
    return Decided.nothing(reply(reason));
  }

  GrantReply reply(Reason reason) {
    String text = why(reason) + (standing == null ? "" : figures(standing));
    return new NotGranted(reason, request.need(), retryAfter(reason), standing, text);
  }

  private static @Nullable Integer retryAfter(Reason reason) {
    return switch (reason) {
      case HELD_IN_LEASES -> RECALL_SECONDS;
      case TOO_MANY_LEASES -> START_SECONDS;
      default -> null;
    };
  }

  private String why(Reason reason) {
    String budget = "budget " + request.budget();
    return switch (reason) {
      case BAD_REQUEST ->
          "the request must have an id of 1 to 200 characters and need more than 0 and at most"
              + " 1000000000 dollars, over all requests";
      case REQUEST_REUSED ->
          "request id " + request.request() + " belongs to another process: draw a new one";
      case NO_SUCH_BUDGET -> "the policy in force has no " + budget + ": read the policy again";
      case HALTED ->
          budget
              + " is halted: "
              + state.halted().get(request.budget())
              + "; an admin may resume it";
      case LEASE_LOST ->
          "the lease of process "
              + request.holder().process()
              + " on "
              + budget
              + " was revoked, adopted or released: begin anew under another process id";
      case TOO_MANY_LEASES ->
          request.holder().identity()
              + " opened too many leases within a minute: look for a crash loop, then ask again";
      case ABOVE_MAX_LEASE ->
          "one call may cost "
              + asked()
              + ", more than max_lease of "
              + budget
              + " allows: bound the"
              + " call's output or raise max_lease";
      case CAP_REACHED -> budget + " has too little left for " + asked();
      case HELD_IN_LEASES ->
          budget + " has too little free for " + asked() + "; open leases were asked to give back";
    };
  }

  private String asked() {
    return Money.usd(request.need());
  }

  private static String figures(Standing at) {
    return "; on "
        + at.day()
        + " cap "
        + Money.usd(at.cap())
        + ", spent "
        + Money.usd(at.spent())
        + ", in open leases "
        + Money.usd(at.leased())
        + ", of that idle "
        + Money.usd(at.idle())
        + "; the day ends in "
        + span(at.secondsLeft())
        + "; "
        + (at.raisedBy().isEmpty()
            ? "nobody may raise the cap for today"
            : "the cap for today may be raised by " + String.join(" or ", at.raisedBy()));
  }

  private static String span(long seconds) {
    Duration left = Duration.ofSeconds(seconds);
    return left.toHours() + " h " + left.toMinutesPart() + " min";
  }
}
