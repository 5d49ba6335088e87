/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.budget.Money;
import dev.aiops.approval.budget.PendingRaise;
import dev.aiops.approval.budget.RaiseReply;
import dev.aiops.approval.budget.RaiseReply.RaiseRejected;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.budget.Raising;
import dev.aiops.approval.budget.Standing;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Requests to raise a cap that wait for a person; they are part of the first page. */
final class RaiseRoutes {

  /**
   * A request that waits.
   *
   * @param mayNot why this person may not decide it; empty where she may
   */
  record Row(
      String id,
      String budget,
      String day,
      String amount,
      String requester,
      String reason,
      String cap,
      String spent,
      String ends,
      String mayNot) {}

  private final Engine engine;
  private final Guard guard;
  private final Duration limit;
  private final InstantSource clock;

  RaiseRoutes(Engine engine, Guard guard, Duration limit, InstantSource clock) {
    this.engine = engine;
    this.guard = guard;
    this.limit = limit;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.post("/raises/{id}/decide", guard.form(this::decide));
  }

  /** Those that wait, as this person may look at them. */
  List<Row> rows(Visit visit) {
    return Raising.pending(engine.budgets(), clock.instant()).stream()
        .map(raise -> row(raise, visit))
        .toList();
  }

  /** One of our own sentences: a link must not be able to make this page say something. */
  static String done(Context context) {
    String what = context.queryParam("done");
    if ("approved".equals(what)) {
      return "Approved: the cap is raised for today.";
    }
    return "denied".equals(what) ? "Denied: the cap stays as it is." : "";
  }

  private void decide(Context context, Visit visit) {
    String decision = Guard.field(context, "decision");
    String reason = Guard.field(context, "reason").strip();
    if (!List.of("approve", "deny").contains(decision)) {
      throw new PageException(400, "Neither approved nor denied", "press one of the two buttons");
    } else if (decision.equals("deny") && reason.isEmpty()) {
      throw new PageException(400, "A denial needs a reason", "go back and write why");
    } else if (reason.length() > 1_000) {
      throw new PageException(400, "The reason has more than 1000 characters", "write less");
    }
    CompletableFuture<RaiseReply> reply =
        engine.decide(
            context.pathParam("id"), visit.person().actor(), decision.equals("approve"), reason);
    context.future(
        () ->
            reply
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(said -> answer(context, said)));
  }

  private static void answer(Context context, RaiseReply reply) {
    if (reply instanceof RaiseRejected rejected) {
      throw new PageException(409, rejected.text(), "load the first page again");
    }
    context.redirect("/?done=" + ((RaiseView) reply).state(), HttpStatus.SEE_OTHER);
  }

  private static Row row(PendingRaise raise, Visit visit) {
    Standing standing = raise.standing();
    return new Row(
        raise.raise().toString(),
        Visible.of(standing.budget()),
        standing.day().toString(),
        Money.usd(raise.amount()),
        Visible.line(raise.requester(), 200),
        Visible.line(raise.reason(), 2_000),
        Money.usd(standing.cap()),
        Money.usd(standing.spent()),
        ends(Duration.ofSeconds(standing.secondsLeft())),
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
}
