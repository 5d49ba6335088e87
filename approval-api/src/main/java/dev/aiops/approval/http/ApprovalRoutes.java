/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import static dev.aiops.approval.http.Exchange.query;

import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.engine.Approving;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;

/** Approvals as agents ask for them, wait for them and use them. */
final class ApprovalRoutes {

  private static final long MOST_WAIT_MILLIS = 30_000;

  private final Engine engine;
  private final Approving approvals;
  private final Exchange exchange;
  private final People people;

  ApprovalRoutes(Engine engine, Exchange exchange, People people) {
    this.engine = engine;
    approvals = engine.approvals();
    this.exchange = exchange;
    this.people = people;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/v1/approval-rules", this::rules)
        .post("/v1/approvals", this::request)
        .get("/v1/approvals/{id}", this::get)
        .post("/v1/approvals/{id}/consume", this::consume)
        .post("/v1/approvals/{id}/outcome", this::report)
        .post("/v1/approvals/{id}/cancel", this::cancel);
  }

  private void rules(Context context) {
    Asks.CallerBody caller =
        new Asks.CallerBody(
            query(context, "service"), query(context, "environment"), query(context, "team"));
    Gate.agent(context, caller);
    exchange.answer(
        context,
        engine.fresh(),
        state -> Exchange.unlessKnown(context, ApprovalView.Rules.of(state.policy(), caller)));
  }

  private void request(Context context) {
    ApprovalAsks.Request ask = Exchange.readLarge(context, ApprovalAsks.Request.class);
    String agent = Gate.agent(context, ask.caller());
    exchange.answer(context, approvals.request(ask.by(agent)), ApprovalAnswers::needed);
  }

  /** For people, too. */
  private void get(Context context) {
    Duration wait = Duration.ofMillis(Exchange.number(context, "wait_millis", 0, MOST_WAIT_MILLIS));
    long after = Exchange.number(context, "after", 0, Long.MAX_VALUE);
    Sight sight = Gate.sight(context);
    exchange.answer(
        context,
        approvals.await(context.pathParam("id"), after, wait, sight),
        ApprovalAnswers::one,
        wait);
  }

  private void consume(Context context) {
    ApprovalAsks.Consume ask = Exchange.read(context, ApprovalAsks.Consume.class);
    String agent = Gate.agent(context);
    exchange.answer(
        context,
        approvals.consume(
            ask.of(context.pathParam("id"), agent), Gate.sight(context), people::rolesOf),
        ApprovalAnswers::taken);
  }

  private void report(Context context) {
    ApprovalAsks.Report ask = Exchange.read(context, ApprovalAsks.Report.class);
    String agent = Gate.agent(context);
    exchange.answer(
        context,
        approvals.report(ask.of(context.pathParam("id"), agent), Gate.sight(context)),
        ApprovalAnswers::itself);
  }

  private void cancel(Context context) {
    ApprovalAsks.Order ask = Exchange.read(context, ApprovalAsks.Order.class);
    Actor agent = new Actor(Gate.agent(context), Set.of());
    exchange.answer(
        context,
        approvals.cancel(ask.of(context.pathParam("id"), agent), Gate.sight(context)),
        ApprovalAnswers::itself);
  }
}
