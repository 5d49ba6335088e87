/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import dev.aiops.approval.approvals.Digest;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.evals.BatchReply.Problem;
import dev.aiops.approval.evals.BatchReply.Rejected;
import dev.aiops.approval.evals.BatchReply.Viewed;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.util.List;

/** What people do with batches: ask for one, let it cost what it may, and stop it. */
public final class Ordering {

  /** The role that may; admins may, too. */
  public static final String ROLE = "evals";

  private static final int MOST_OPEN = 100;
  private static final int ID_DIGITS = 32;

  private Ordering() {}

  /** Somebody, and how they are known. */
  public record Who(Actor actor, DecidedAs as) {

    /** Whether they may ask for batches, confirm and stop them. */
    public boolean may(String adminRole) {
      return actor.hasOneOf(List.of(ROLE, adminRole));
    }
  }

  /** Asks for a batch; the same request of the same person is one batch, however often it comes. */
  public static Decided<EvalBatches, BatchReply> request(
      EvalBatches state, Instant now, String request, BatchOrder order, Who who, String adminRole) {
    String id = id(who.actor().name(), request);
    EvalBatch known = state.find(id).orElse(null);
    if (!who.may(adminRole)) {
      return rejected(Problem.FORBIDDEN, lacks(who));
    } else if (known != null) {
      return known.order().equals(order)
          ? Decided.nothing(new Viewed(known))
          : rejected(Problem.REQUEST_REUSED, "request_id " + request + " asked for another batch");
    } else if (order.until().isAfter(now)) {
      return rejected(
          Problem.BAD_REQUEST,
          "until, " + order.until() + ", is not over: runs can be frozen only of the past");
    } else if (state.open() >= MOST_OPEN) {
      return rejected(Problem.TOO_MANY_BATCHES, MOST_OPEN + " batches are not over yet");
    }
    return view(state, new BatchEvent.Requested(id, order, who.actor().name(), who.as(), now));
  }

  private static String id(String by, String request) {
    return "evb_" + Digest.of(by + "\n" + request).substring(0, ID_DIGITS);
  }

  /** How a batch stands. */
  public static Decided<EvalBatches, BatchReply> find(EvalBatches state, String id) {
    return state
        .find(id)
        .map(batch -> Decided.<EvalBatches, BatchReply>nothing(new Viewed(batch)))
        .orElseGet(() -> unknown(id));
  }

  /** Lets a batch cost what its plan says. */
  public static Decided<EvalBatches, BatchReply> confirm(
      EvalBatches state, Instant now, String id, Who who, String adminRole) {
    EvalBatch batch = state.find(id).orElse(null);
    if (!who.may(adminRole)) {
      return rejected(Problem.FORBIDDEN, lacks(who));
    } else if (batch == null) {
      return unknown(id);
    } else if (batch.state() == BatchState.CONFIRMED || batch.state() == BatchState.RUNNING) {
      return Decided.nothing(new Viewed(batch));
    } else if (batch.state() != BatchState.PLANNED) {
      return rejected(Problem.NOT_PLANNED, id + " is " + batch.state());
    }
    return view(state, new BatchEvent.Confirmed(id, who.actor().name(), who.as(), now));
  }

  /** Stops a batch: at once, or where an eval-runner is at it, once its part is done. */
  public static Decided<EvalBatches, BatchReply> cancel(
      EvalBatches state, Instant now, String id, Who who, String adminRole) {
    EvalBatch batch = state.find(id).orElse(null);
    if (!who.may(adminRole)) {
      return rejected(Problem.FORBIDDEN, lacks(who));
    } else if (batch == null) {
      return unknown(id);
    }
    return switch (batch.state()) {
      case CANCELLED -> Decided.nothing(new Viewed(batch));
      case DONE, STOPPED, REFUSED, FAILED ->
          rejected(Problem.BATCH_OVER, id + " is " + batch.state());
      case RUNNING, CANCELLING ->
          batch.isFree(now) ? cancelled(state, now, batch, who) : stopping(state, now, batch, who);
      case REQUESTED, PLANNED, CONFIRMED -> cancelled(state, now, batch, who);
    };
  }

  private static Decided<EvalBatches, BatchReply> stopping(
      EvalBatches state, Instant now, EvalBatch batch, Who who) {
    return batch.state() == BatchState.CANCELLING
        ? Decided.nothing(new Viewed(batch))
        : view(state, new BatchEvent.Stopping(batch.id(), who.actor().name(), who.as(), now));
  }

  private static Decided<EvalBatches, BatchReply> cancelled(
      EvalBatches state, Instant now, EvalBatch batch, Who who) {
    String by = who.actor().name();
    return view(
        state,
        new BatchEvent.Ended(
            batch.id(),
            BatchState.CANCELLED,
            "stopped by " + by,
            batch.progress(),
            by,
            who.as(),
            now));
  }

  private static String lacks(Who who) {
    return who.actor().name() + " has neither role " + ROLE + " nor that of admins";
  }

  static Decided<EvalBatches, BatchReply> unknown(String id) {
    return rejected(Problem.NO_SUCH_BATCH, "no batch " + id + " is known here");
  }

  static Decided<EvalBatches, BatchReply> rejected(Problem problem, String text) {
    return Decided.nothing(new Rejected(problem, text));
  }

  static Decided<EvalBatches, BatchReply> view(EvalBatches state, BatchEvent event) {
    Step<EvalBatches> step = Step.from(state).then(event);
    return step.reply(new Viewed(step.state().get(event.batch())));
  }
}
