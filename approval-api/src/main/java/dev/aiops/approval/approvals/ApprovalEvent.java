/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Event;
import dev.aiops.approval.log.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact about approvals, as the control log keeps it. Its record's components are its JSON. */
sealed interface ApprovalEvent extends Event<Approvals> {

  /** The approval's id. */
  String approval();

  /** Who caused it. */
  String by();

  /** What its history says beside the kind. */
  String text();

  @Override
  default Entry entry(Approvals after) {
    return ApprovalLog.entry(this, after);
  }

  /** An action waits for a person. */
  record Requested(Asked asked) implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      if (state.find(asked.id()).isPresent()) {
        throw new IllegalStateException("approval " + asked.id() + " is asked for twice");
      }
      return state.with(Approval.of(asked)).counted("requested");
    }

    @Override
    public String approval() {
      return asked.id();
    }

    @Override
    public String by() {
      return asked.by();
    }

    @Override
    public String text() {
      return asked.rule().name();
    }
  }

  /** A person answered; {@code edited} are other arguments, which alone are approved then. */
  record Answered(String approval, Vote vote, @Nullable Arguments edited) implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval pending = state.get(approval).in(ApprovalState.PENDING);
      return state.with(pending.with(vote, edited)).counted(vote.approve() ? "approve" : "deny");
    }

    @Override
    public String by() {
      return vote.by();
    }

    @Override
    public String text() {
      return (vote.approve() ? "approve" : "deny") + ": " + vote.reason();
    }
  }

  /** Enough people have answered. */
  record Settled(String approval, ApprovalState outcome, String by, String reason, Instant at)
      implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval pending = state.get(approval).in(ApprovalState.PENDING);
      return state.with(pending.settled(outcome, reason, at));
    }

    @Override
    public String text() {
      return reason;
    }
  }

  /** It is used, now and never again. */
  record Consumed(String approval, Execution execution, String by) implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval approved = state.get(approval).in(ApprovalState.APPROVED);
      return state.with(approved.consumed(execution)).counted("consumed");
    }

    @Override
    public String text() {
      return execution.id();
    }
  }

  /** What became of it. */
  record Reported(
      String approval,
      String request,
      ApprovalState outcome,
      String errorType,
      long millis,
      String by,
      Instant at)
      implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval used = state.get(approval).in(ApprovalState.CONSUMED, ApprovalState.OUTCOME_UNKNOWN);
      return state.with(used.reported(outcome, errorType, at));
    }

    @Override
    public String text() {
      return errorType;
    }
  }

  /** Its time is over. */
  record Expired(String approval, String reason, String by, Instant at) implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval due = state.get(approval).in(ApprovalState.PENDING, ApprovalState.APPROVED);
      return state.with(due.ended(ApprovalState.EXPIRED, reason, at)).counted("expired");
    }

    @Override
    public String text() {
      return reason;
    }
  }

  /** Who decides took it back. */
  record Revoked(
      String approval,
      String request,
      String reason,
      String by,
      Instant at,
      @JacksonInject(value = Json.ABSENT, useInput = OptBoolean.TRUE) @Nullable DecidedAs as)
      implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval approved = state.get(approval).in(ApprovalState.APPROVED);
      return state.with(approved.ended(ApprovalState.REVOKED, reason, at));
    }

    @Override
    public String text() {
      return reason;
    }
  }

  /** Who asked took it back. */
  record Cancelled(String approval, String request, String reason, String by, Instant at)
      implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval pending = state.get(approval).in(ApprovalState.PENDING);
      return state.with(pending.ended(ApprovalState.CANCELLED, reason, at));
    }

    @Override
    public String text() {
      return reason;
    }
  }

  /** It was used, and nobody said in time what became of it. */
  record Lost(String approval, String by, Instant at) implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      Approval used = state.get(approval).in(ApprovalState.CONSUMED);
      return state
          .with(used.ended(ApprovalState.OUTCOME_UNKNOWN, used.reason(), at))
          .counted("unknown");
    }

    @Override
    public String text() {
      return "no outcome was reported in time";
    }
  }

  /** A use that was not allowed; changes nothing. */
  record Refused(String approval, String problem, String host, String process, String by)
      implements ApprovalEvent {

    @Override
    public Approvals on(Approvals state) {
      state.get(approval);
      return state;
    }

    @Override
    public String text() {
      return problem;
    }
  }
}
