/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.approvals.ApprovalReply.NotNeeded;
import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whether an action may run, and has it wait where a rule holds it. */
public final class Requesting {

  private static final int MOST_PENDING = 20_000;
  private static final int MOST_OF_A_RUN = 100;
  private static final long MOST_CHARACTERS = 128_000_000;

  private Requesting() {}

  /**
   * What is asked.
   *
   * @param id drawn for the approval, should there be a new one
   * @param request the asker's id, the same when it is repeated
   */
  public record Request(
      String id,
      String request,
      Held held,
      String run,
      String span,
      @Nullable String runInput,
      String by) {

    private static final int LONGEST = 200;

    /** Fails on a request id that is empty or too long. */
    public Request {
      if (request.isBlank() || request.length() > LONGEST) {
        throw new IllegalArgumentException(
            "request_id must have 1 to 200 characters: draw one for each action");
      }
    }
  }

  /** The approval that an action has or now gets, or that it needs none. */
  public static Decided<Approvals, ApprovalReply> request(
      Approvals state, Policy policy, Instant now, Request request) {
    Action action = request.held().action();
    Optional<Approval> repeated = state.named(Names.ofRequest(action, request.request()));
    if (repeated.isPresent()) {
      return repeated(repeated.get(), action.hash());
    }
    return request
        .held()
        .by(policy)
        .map(rule -> held(state, now, request, asked(request, rule, policy, now)))
        .orElseGet(() -> Decided.nothing(new NotNeeded(policy.version())));
  }

  private static Decided<Approvals, ApprovalReply> repeated(Approval known, String hash) {
    return known.asked().hash().equals(hash)
        ? Replies.view(known)
        : Replies.rejected(
            Problem.REQUEST_REUSED,
            "request id " + known.asked().request() + " belongs to another action");
  }

  private static Asked asked(Request request, ApprovalRule rule, Policy policy, Instant now) {
    Action action = request.held().action();
    return new Asked(
        request.id(),
        request.request(),
        action,
        request.run(),
        request.span(),
        request.runInput(),
        action.hash(),
        rule,
        policy.version(),
        request.by(),
        now);
  }

  private static Decided<Approvals, ApprovalReply> held(
      Approvals state, Instant now, Request request, Asked asked) {
    Optional<Approval> found = found(state, asked);
    Step<Approvals> step = Step.from(state);
    if (found.isPresent() && !found.get().isDue(now)) {
      return Replies.view(found.get());
    } else if (found.isPresent()) {
      step = step.then(Aging.event(found.get(), now));
    }
    String full = full(step.state(), request.run(), asked);
    return full.isEmpty()
        ? Replies.view(step.then(new ApprovalEvent.Requested(asked)), asked.id())
        : Replies.rejected(Problem.TOO_MANY_PENDING, full);
  }

  /** One that the same rule holds: what another rule asks was not decided by it. */
  private static Optional<Approval> found(Approvals state, Asked asked) {
    Action action = asked.action();
    return state
        .named(Names.inRun(action, asked.run(), asked.hash()))
        .or(() -> state.named(Names.inService(action, asked.hash())))
        .filter(known -> known.rule().name().equals(asked.rule().name()));
  }

  private static String full(Approvals state, String run, Asked asked) {
    if (state.pending().size() >= MOST_PENDING) {
      return MOST_PENDING + " actions wait for a person";
    } else if (state.pendingSize() + asked.size() > MOST_CHARACTERS) {
      return "the arguments of actions that wait take too much memory";
    }
    // actions outside any run have only that in common
    int ofRun = run.isEmpty() ? 0 : state.pendingOf(run);
    return ofRun >= MOST_OF_A_RUN ? MOST_OF_A_RUN + " actions of this run wait for a person" : "";
  }
}
