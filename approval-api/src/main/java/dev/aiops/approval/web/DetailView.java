/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Arguments;
import dev.aiops.approval.approvals.Asked;
import dev.aiops.approval.approvals.Noted;
import dev.aiops.approval.approvals.Vote;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All about one approval.
 *
 * @param shown digest of what the page shows of it
 * @param arguments as asked for
 * @param edited as an approver changed them; empty where none did
 * @param runPage where it is shown and labelled; empty where it has no page
 * @param runLink where it is looked at besides; empty where nowhere
 * @param rights what this person is offered
 * @param sent what the forms hold
 * @param editable the arguments to change; empty where they cannot be, here
 * @param editNote why arguments that might be changed cannot be; empty else
 * @param trouble why what was sent was not done; empty where it was, or nothing was sent
 * @param done what was just done; empty where nothing was
 * @param stale whether the log could not be read just now
 */
record DetailView(
    Layout page,
    Visit visit,
    String id,
    long version,
    String shown,
    Facts facts,
    List<ArgumentNode> arguments,
    List<ArgumentNode> edited,
    Input input,
    RunView run,
    String runPage,
    String runLink,
    Others others,
    List<Voted> votes,
    List<Event> events,
    Rights rights,
    Sent sent,
    String editable,
    String editNote,
    String trouble,
    String done,
    boolean stale) {

  /**
   * What is said on a line each; "unknown" where it is not known.
   *
   * @param decideBy empty where it waits for ever
   */
  record Facts(
      String tool,
      String hints,
      String state,
      String reason,
      String requester,
      String rule,
      boolean critical,
      String quorum,
      String approvers,
      String agent,
      String service,
      String environment,
      String team,
      String run,
      String askedAt,
      String waits,
      String decideBy,
      String useBy,
      String onDenial,
      String hash,
      String outcome) {

    static Facts of(Approval approval, String waits, String decideBy) {
      Asked asked = approval.asked();
      Action action = asked.action();
      return new Facts(
          Visible.line(action.tool(), 200),
          Words.hints(action.hints()),
          Words.of(approval.state()),
          Visible.line(approval.reason(), 1_000),
          Words.requester(approval),
          Visible.of(approval.rule().name()),
          approval.rule().critical(),
          Words.quorum(approval),
          String.join(" or ", approval.rule().approvers()),
          Words.orUnknown(action.agent()),
          Words.orUnknown(action.service()),
          Words.orUnknown(action.environment()),
          Words.orUnknown(action.team()),
          Words.orUnknown(asked.run()),
          Times.at(asked.at()),
          waits,
          decideBy,
          approval.useBy() == null ? "" : Times.at(approval.useBy()),
          Visible.line(approval.rule().onDenial(), 500),
          approval.proposedHash(),
          Words.outcome(approval));
    }
  }

  /**
   * What the run was started with.
   *
   * @param hidden what of it, or of the arguments, is not shown and why; empty where all is
   */
  record Input(String text, boolean known, String hidden) {

    private static final int LONGEST = 4_096;
    private static final String SECRET = "[redacted]";
    private static final String WITHHELD = "[withheld";

    static Input of(Approval approval) {
      @Nullable String input = approval.asked().runInput();
      String text = Objects.requireNonNullElse(input, "");
      return new Input(Visible.of(text), input != null, hidden(approval, text));
    }

    private static String hidden(Approval approval, String text) {
      String arguments = approval.proposed().json();
      if (text.contains(SECRET) || arguments.contains(SECRET)) {
        return "Where [redacted] stands the agent took a secret out before it sent this.";
      } else if (text.startsWith(WITHHELD)) {
        return "The agent sent nothing of it, as it could not take the secrets out.";
      }
      return text.length() >= LONGEST
          ? "It is cut after 4096 characters: the agent sends no more."
          : "";
    }
  }

  /** Other actions of the same run that wait. */
  record Others(List<QueueView.Row> shown, int more) {}

  /** A person's answer. */
  record Voted(
      String by,
      String decision,
      String reason,
      String at,
      String auth,
      String roles,
      String from,
      String shown) {

    static Voted of(Vote vote) {
      return new Voted(
          Visible.line(vote.by(), 200),
          vote.approve() ? "approved" : "denied",
          Visible.line(vote.reason(), 4_096),
          Times.at(vote.at()),
          Visible.of(vote.auth()),
          Visible.of(String.join(", ", vote.roles())),
          Visible.line(vote.address(), 100),
          Words.of(vote.shown()));
    }
  }

  /** A row of the log. */
  record Event(
      long seq,
      String at,
      String what,
      String by,
      String state,
      String text,
      @Nullable Voted vote,
      String how) {

    static Event of(Noted row) {
      return new Event(
          row.seq(),
          Times.at(row.at()),
          Words.ofKind(row.kind()),
          Visible.line(row.by(), 200),
          Words.of(row.state()),
          text(row),
          row.vote() == null ? null : Voted.of(row.vote()),
          row.as() == null ? "" : Words.of(row.as()));
    }

    private static String text(Noted row) {
      String text = Visible.line(row.text(), 4_096);
      return row.kind().equals("approval_requested") ? "rule " + text : text;
    }
  }

  static List<ArgumentNode> nodes(@Nullable Arguments arguments) {
    return arguments == null ? List.of() : ArgumentNode.of(arguments);
  }

  /** By which the page's script knows whether there is something else to show now. */
  String tag() {
    return Part.tag(shown);
  }

  boolean isEditable() {
    return !editable.isEmpty();
  }

  String argumentsText() {
    return Objects.requireNonNullElse(sent.arguments(), editable);
  }
}
