/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Person;
import dev.aiops.approval.budget.DecidedRaise;
import dev.aiops.approval.budget.PendingRaise;
import dev.aiops.approval.budget.RaiseReply;
import dev.aiops.approval.budget.RaiseReply.RaiseRejected;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.budget.RaiseVerdict;
import dev.aiops.approval.budget.Raising;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Requests to raise a cap; those that wait for a person are part of the first page. */
final class RaiseRoutes {

  private final Engine engine;
  private final Guard guard;
  private final Drafts drafts;
  private final Duration limit;
  private final InstantSource clock;

  RaiseRoutes(Engine engine, Guard guard, Drafts drafts, Duration limit, InstantSource clock) {
    this.engine = engine;
    this.guard = guard;
    this.drafts = drafts;
    this.limit = limit;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.post("/raises/{id}/decide", guard.form(drafts, raise -> "/", this::decide));
  }

  /** Those that wait, oldest first. */
  List<PendingRaise> waiting() {
    return Raising.pending(engine.budgets(), clock.instant());
  }

  /** Those that were decided lately. */
  List<DecidedRaise> decided() {
    return Raising.decided(engine.budgets());
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
    Person person = visit.person();
    CompletableFuture<RaiseReply> reply =
        engine.decide(
            context.pathParam("id"),
            new RaiseVerdict(
                person.actor(), visit.decidedAs(), decision.equals("approve"), reason));
    context.future(
        () ->
            reply
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(said -> answer(context, said)));
  }

  private void answer(Context context, RaiseReply reply) {
    if (reply instanceof RaiseRejected rejected) {
      throw new PageException(409, rejected.text(), "load the first page again");
    }
    drafts.forget(context, context.pathParam("id"));
    context.redirect("/?done=" + ((RaiseView) reply).state(), HttpStatus.SEE_OTHER);
  }
}
