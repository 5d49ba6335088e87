/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's answer. */
public final class Deciding {

  private Deciding() {}

  /**
   * A person, as the server knows them now.
   *
   * @param auth how: {@code token}, {@code password} or {@code oidc}
   * @param steppedUp whether they logged in within the last minutes
   * @param address they come from
   */
  public record Person(Actor actor, String auth, boolean steppedUp, String address) {}

  /**
   * What they had before them, as they send it back.
   *
   * @param version of the approval
   * @param page digest of what the page showed; null where they came by none
   */
  public record Seen(Channel channel, long version, @Nullable String page) {}

  /**
   * What they answer.
   *
   * @param edited arguments in the place of those asked for, which alone are approved then; null
   *     without
   */
  public record Answer(
      String approval,
      String request,
      Person person,
      boolean approve,
      String reason,
      Seen seen,
      @Nullable Arguments edited) {}

  /** Counts an answer, and settles the approval where that makes enough. */
  public static Decided<Approvals, ApprovalReply> decide(
      Approvals state, Policy policy, Instant now, Answer answer) {
    return Replies.on(
        state,
        answer.approval(),
        Sight.ALL,
        pending -> permitted(state, policy, now, answer, pending));
  }

  private static Decided<Approvals, ApprovalReply> permitted(
      Approvals state, Policy policy, Instant now, Answer answer, Approval approval) {
    Optional<Decided<Approvals, ApprovalReply>> forbidden = Permission.refused(approval, answer);
    if (forbidden.isPresent()) {
      return forbidden.get();
    } else if (isRepeated(approval, answer)) {
      return Replies.view(approval);
    } else if (approval.state() != ApprovalState.PENDING) {
      return Replies.rejected(Problem.ALREADY_DECIDED, Replies.standing(approval));
    } else if (approval.isDue(now)) {
      return Replies.expired(state, now, approval, Problem.ALREADY_DECIDED);
    } else if (approval.version() != answer.seen().version()) {
      return Replies.rejected(Problem.CHANGED_MEANWHILE, changed(approval, answer));
    }
    return edited(approval, policy, answer)
        .map(text -> Replies.rejected(Problem.NOT_EDITABLE, text))
        .orElseGet(() -> counted(state, now, answer, approval));
  }

  private static boolean isRepeated(Approval approval, Answer answer) {
    return approval.votes().stream()
        .anyMatch(
            vote ->
                vote.by().equals(answer.person().actor().name())
                    && vote.request().equals(answer.request()));
  }

  private static String changed(Approval approval, Answer answer) {
    return "approval "
        + approval.id()
        + " is at version "
        + approval.version()
        + ", you saw version "
        + answer.seen().version();
  }

  /** Why the arguments cannot be changed so; empty where they can, or are not. */
  private static Optional<String> edited(Approval approval, Policy policy, Answer answer) {
    Arguments edited = answer.edited();
    if (edited == null) {
      return Optional.empty();
    } else if (!answer.approve() || !approval.rule().mayEdit()) {
      return Optional.of("rule " + approval.rule().name() + " lets nobody change arguments so");
    }
    Action changed = approval.asked().action().with(edited);
    return new Held(changed)
        .by(policy)
        .map(ApprovalRule::name)
        .filter(name -> !name.equals(approval.rule().name()))
        .map(name -> "with these arguments rule " + name + " holds it: have it asked for so");
  }

  private static Decided<Approvals, ApprovalReply> counted(
      Approvals state, Instant now, Answer answer, Approval pending) {
    ApprovalEvent event = event(pending, answer, now);
    Step<Approvals> step = Step.from(state).then(event);
    Approval counted = step.state().get(pending.id());
    Optional<ApprovalState> outcome = outcome(counted);
    if (outcome.isPresent()) {
      String by = answer.person().actor().name();
      step =
          step.then(
              new ApprovalEvent.Settled(pending.id(), outcome.get(), by, answer.reason(), now));
    }
    return Replies.view(step, pending.id());
  }

  private static Shown shown(Approval pending, Answer answer) {
    Arguments edited = answer.edited();
    Arguments about = edited == null ? pending.proposed() : edited;
    Deciding.Seen seen = answer.seen();
    return new Shown(seen.channel(), pending.version(), Digest.of(about.json()), seen.page());
  }

  /** Enough who deny win over enough who approve. */
  private static Optional<ApprovalState> outcome(Approval counted) {
    if (counted.denying() >= counted.rule().denyQuorum()) {
      return Optional.of(ApprovalState.DENIED);
    }
    return counted.approving() >= counted.rule().quorum()
        ? Optional.of(ApprovalState.APPROVED)
        : Optional.empty();
  }

  private static ApprovalEvent event(Approval pending, Answer answer, Instant now) {
    Arguments edited = answer.edited();
    String hash =
        edited == null ? pending.proposedHash() : pending.asked().action().with(edited).hash();
    Vote vote =
        new Vote(
            answer.request(),
            answer.person().actor().name(),
            List.copyOf(answer.person().actor().roles()).stream().sorted().toList(),
            answer.person().auth(),
            answer.person().address(),
            answer.approve(),
            answer.reason(),
            hash,
            now,
            shown(pending, answer));
    return new ApprovalEvent.Answered(
        pending.id(), vote, hash.equals(pending.proposedHash()) ? null : edited);
  }
}
