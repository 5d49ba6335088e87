/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Asked;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that people are told. It is made of rows alone, so that each instance makes the same of
 * it, however often. It has no argument of an action and no text that a person or model wrote
 * freely: those may be secret, and are read at the form.
 *
 * @param seq of the row that it tells of
 * @param id of this notice, the same whenever it is sent
 * @param entity id of the approval or of the request for more
 * @param state of that after the row
 * @param reminder the how manieth; 0 for what is no reminder
 * @param by who decided; empty where nobody did
 * @param action null for requests for more, and where the approval is not remembered any more
 * @param raise null for actions
 */
public record Notice(
    long seq,
    String id,
    Type type,
    String entity,
    String state,
    int reminder,
    List<String> by,
    Instant at,
    @Nullable ActionFacts action,
    @Nullable RaiseFacts raise) {

  public Notice {
    by = List.copyOf(by);
  }

  /** What it tells. */
  public enum Type {
    APPROVAL_NEW("approval.new"),
    APPROVAL_REMINDER("approval.reminder"),
    APPROVAL_DECIDED("approval.decided"),
    RAISE_NEW("raise.new"),
    RAISE_REMINDER("raise.reminder"),
    RAISE_DECIDED("raise.decided");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isNew() {
      return this == APPROVAL_NEW || this == RAISE_NEW;
    }

    boolean isReminder() {
      return this == APPROVAL_REMINDER || this == RAISE_REMINDER;
    }

    boolean isOfApproval() {
      return this == APPROVAL_NEW || this == APPROVAL_REMINDER || this == APPROVAL_DECIDED;
    }
  }

  /**
   * What is to run. The empty text is unknown.
   *
   * @param run id of the run; empty outside one
   * @param requester the person the agent acts for; null where nobody said
   * @param decideBy when it expires undecided; null is never
   */
  public record ActionFacts(
      String rule,
      String tool,
      String agent,
      String service,
      String environment,
      String team,
      String run,
      @Nullable String requester,
      Instant requestedAt,
      @Nullable Instant decideBy) {

    static ActionFacts of(Approval approval) {
      Asked asked = approval.asked();
      return new ActionFacts(
          asked.rule().name(),
          asked.action().tool(),
          asked.action().agent(),
          asked.action().service(),
          asked.action().environment(),
          asked.action().team(),
          asked.run(),
          asked.action().requester(),
          asked.at(),
          asked.decideBy());
    }
  }

  /**
   * More money that is asked for.
   *
   * @param amount in nano-USD
   */
  public record RaiseFacts(String budget, LocalDate day, long amount, String requester) {

    static RaiseFacts of(RaiseView view) {
      return new RaiseFacts(
          view.raise().budget(), view.raise().day(), view.amount(), view.requester());
    }
  }
}
