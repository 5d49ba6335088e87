/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Asked;
import dev.aiops.approval.approvals.Execution;
import dev.aiops.approval.approvals.Noted;
import dev.aiops.approval.approvals.Shown;
import dev.aiops.approval.approvals.Vote;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval on the wire.
 *
 * @param arguments canonical JSON, as it is hashed
 * @param proposedHash of the action that may run: of the edited arguments, where there are any
 */
record ApprovalView(
    String id,
    String state,
    long version,
    String rule,
    String tool,
    String agent,
    String service,
    String environment,
    String team,
    String runId,
    String spanId,
    @Nullable String requester,
    @Nullable String runInput,
    String actionHash,
    String proposedHash,
    @JsonRawValue String arguments,
    @JsonRawValue @Nullable String editedArguments,
    String requestedAt,
    @Nullable String decideBy,
    @Nullable String useBy,
    long waitMillis,
    boolean critical,
    boolean mayEdit,
    String onDenial,
    List<String> approvers,
    int quorum,
    int denyQuorum,
    List<Decision> decisions,
    String stateReason,
    @Nullable String consumedAt,
    @Nullable String outcomeAt,
    @Nullable String errorType) {

  /** A person's answer. */
  record Decision(
      String by,
      List<String> roles,
      String auth,
      boolean approve,
      String reason,
      String at,
      String address,
      @Nullable ShownView shown) {

    static Decision of(Vote vote) {
      return new Decision(
          vote.by(),
          vote.roles(),
          vote.auth(),
          vote.approve(),
          vote.reason(),
          vote.at().toString(),
          vote.address(),
          vote.shown() == null ? null : ShownView.of(vote.shown()));
    }
  }

  /** What the person had before them. */
  record ShownView(
      String channel, long version, String argumentsSha256, @Nullable String pageSha256) {

    static ShownView of(Shown shown) {
      return new ShownView(
          shown.channel().text(), shown.version(), shown.arguments(), shown.page());
    }
  }

  /** One of them. */
  record One(ApprovalView approval) {}

  /** Whether an action needs one. */
  record Needed(boolean needed, @Nullable String policyVersion, @Nullable ApprovalView approval) {}

  /** One that was taken, for this execution. */
  record Taken(ApprovalView approval, String execution) {}

  /** Some of them. */
  record Page(List<ApprovalView> approvals, @Nullable String next) {}

  /** A row about one. */
  record Event(
      long seq,
      String at,
      String kind,
      String by,
      String state,
      String text,
      @Nullable Decision decision,
      @Nullable DecidedAs decidedAs) {

    static Event of(Noted noted) {
      return new Event(
          noted.seq(),
          noted.at().toString(),
          noted.kind(),
          noted.by(),
          noted.state().name(),
          noted.text(),
          noted.vote() == null ? null : Decision.of(noted.vote()),
          noted.as());
    }
  }

  /** Every row about one. */
  record History(List<Event> events) {

    static History of(Approval approval) {
      return new History(approval.history().stream().map(Event::of).toList());
    }
  }

  /** What an agent must know of a rule. */
  record RuleView(
      String name, List<String> tools, List<String> agents, boolean conditional, long waitMillis) {

    static RuleView of(ApprovalRule rule) {
      return new RuleView(
          rule.name(),
          rule.tools().stream().map(Glob::pattern).toList(),
          rule.agents().stream().map(Glob::pattern).toList(),
          rule.when() != null,
          rule.waiting().toMillis());
    }
  }

  /** The rules that may hold a process's actions, in order. */
  record Rules(String policyVersion, List<RuleView> rules) {

    static Rules of(Policy policy, Asks.CallerBody caller) {
      List<RuleView> rules =
          policy.approvals().stream()
              .filter(rule -> rule.mayCover(caller.service(), caller.environment(), caller.team()))
              .map(RuleView::of)
              .toList();
      return new Rules(policy.version(), rules);
    }
  }

  static ApprovalView of(Approval approval) {
    Asked asked = approval.asked();
    Action action = asked.action();
    ApprovalRule rule = approval.rule();
    Arguments edited = approval.edited();
    Execution use = approval.execution();
    return new ApprovalView(
        approval.id(),
        approval.state().name(),
        approval.version(),
        rule.name(),
        action.tool(),
        action.agent(),
        action.service(),
        action.environment(),
        action.team(),
        asked.run(),
        asked.span(),
        action.requester(),
        asked.runInput(),
        asked.hash(),
        approval.proposedHash(),
        action.arguments().json(),
        edited == null ? null : edited.json(),
        asked.at().toString(),
        text(asked.decideBy()),
        text(approval.useBy()),
        rule.waiting().toMillis(),
        rule.critical(),
        rule.mayEdit(),
        rule.onDenial(),
        rule.approvers(),
        rule.quorum(),
        rule.denyQuorum(),
        approval.votes().stream().map(Decision::of).toList(),
        approval.reason(),
        use == null ? null : use.at().toString(),
        use == null ? null : text(use.outcomeAt()),
        use == null || use.outcomeAt() == null ? null : use.errorType());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
