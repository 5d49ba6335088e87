/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.GovernReply;
import dev.aiops.approval.budget.GovernReply.GovernRejected;
import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.LeaseReply;
import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What operators look at, and what admins stop and close. */
final class OperatorRoutes {

  private final Engine engine;
  private final Exchange exchange;

  OperatorRoutes(Engine engine, Exchange exchange) {
    this.engine = engine;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/v1/standings", this::standings)
        .get("/v1/budgets/{name}/leases", this::leases)
        .post("/v1/budgets/{name}/halt", this::halt)
        .post("/v1/budgets/{name}/resume", this::resume)
        .post("/v1/leases/{id}/revoke", this::revoke)
        .post("/v1/leases/{id}/release", this::release);
  }

  private void standings(Context context) {
    Gate.operator(context);
    exchange.answer(context, engine.standings(), OperatorAnswers.Standings::of);
  }

  private void leases(Context context) {
    Gate.operator(context);
    String name = context.pathParam("name");
    exchange.answer(
        context,
        engine.openLeases(name),
        open ->
            open.<Object>map(leases -> OperatorAnswers.OpenLeases.of(name, leases))
                .orElseGet(() -> BudgetRoutes.noSuchBudget(name)));
  }

  private void halt(Context context) {
    Asks.Order ask = Exchange.read(context, Asks.Order.class);
    String budget = context.pathParam("name");
    exchange.answer(context, engine.halt(budget, ask.by(actor(context))), OperatorRoutes::governed);
  }

  private void resume(Context context) {
    Asks.Order ask = Exchange.read(context, Asks.Order.class);
    String budget = context.pathParam("name");
    exchange.answer(
        context, engine.resume(budget, ask.by(actor(context))), OperatorRoutes::governed);
  }

  private void revoke(Context context) {
    Asks.Order ask = Exchange.read(context, Asks.Order.class);
    String lease = context.pathParam("id");
    exchange.answer(
        context, engine.revoke(lease, ask.by(actor(context))), reply -> lease(lease, reply));
  }

  private void release(Context context) {
    Asks.ReleaseOrder ask = Exchange.read(context, Asks.ReleaseOrder.class);
    String lease = context.pathParam("id");
    exchange.answer(
        context, engine.release(ask.of(lease, actor(context))), reply -> lease(lease, reply));
  }

  private static Actor actor(Context context) {
    return BudgetRoutes.actor(Gate.operator(context));
  }

  private static Object governed(GovernReply reply) {
    return reply instanceof GovernRejected rejected
        ? Refusal.of(Rule.of(rejected.problem()), rejected.text())
        : OperatorAnswers.Standings.of((Governed) reply);
  }

  private static Object lease(String id, LeaseReply reply) {
    return reply instanceof LeaseRejected rejected
        ? Refusal.of(rejected)
        : Answers.Lease.of(id, reply);
  }
}
