/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import static dev.aiops.approval.http.Exchange.query;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.budget.RaiseReply;
import dev.aiops.approval.budget.RaiseReply.RaiseRejected;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.budget.RaiseRequest;
import dev.aiops.approval.budget.RaiseVerdict;
import dev.aiops.approval.budget.Standing;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Budgets: what holds for a process, how they stand, and requests for more. */
final class BudgetRoutes {

  private final Engine engine;
  private final Exchange exchange;

  BudgetRoutes(Engine engine, Exchange exchange) {
    this.engine = engine;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/v1/budgets", this::budgets)
        .get("/v1/budgets/{name}/standing", this::standing)
        .post("/v1/raises", this::raise)
        .post("/v1/raises/{id}/decide", this::decide);
  }

  private void budgets(Context context) {
    Asks.CallerBody caller =
        new Asks.CallerBody(
            query(context, "service"), query(context, "environment"), query(context, "team"));
    Gate.agent(context, caller);
    exchange.answer(
        context, engine.fresh(), state -> Exchange.unlessKnown(context, page(state, caller)));
  }

  private static BudgetView.Page page(Budgets state, Asks.CallerBody caller) {
    return BudgetView.page(state, caller.service(), caller.environment(), caller.team());
  }

  private void standing(Context context) {
    Gate.operator(context);
    String name = context.pathParam("name");
    exchange.answer(context, engine.standing(name), days -> days(name, days));
  }

  private static Object days(String name, List<Standing> days) {
    return days.isEmpty() ? noSuchBudget(name) : Answers.Days.of(name, days);
  }

  static Refusal noSuchBudget(String name) {
    return Refusal.of(Rule.NO_SUCH_BUDGET, "neither the policy nor the log has a budget " + name);
  }

  private void raise(Context context) {
    Asks.Raise ask = Exchange.read(context, Asks.Raise.class);
    Actor requester = actor(Gate.token(context));
    RaiseRequest request =
        new RaiseRequest(
            ask.requestId(), ask.budget(), ask.amountNanos().value(), requester, ask.reason());
    exchange.answer(context, engine.raise(request), BudgetRoutes::raised);
  }

  private void decide(Context context) {
    Asks.Decide ask = Exchange.read(context, Asks.Decide.class);
    Actor actor = actor(Gate.operator(context));
    DecidedAs as = DecidedAs.of(actor, "token", context.ip(), Exchange.channel(context));
    exchange.answer(
        context,
        engine.decide(
            context.pathParam("id"), new RaiseVerdict(actor, as, ask.approve(), ask.reason())),
        BudgetRoutes::raised);
  }

  private static Object raised(RaiseReply reply) {
    return reply instanceof RaiseView view
        ? Answers.Raise.of(view)
        : Refusal.of(Rule.RAISE_REFUSED, ((RaiseRejected) reply).text());
  }

  static Actor actor(Token token) {
    return new Actor(token.name(), token.roles());
  }
}
