/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.engine.Batching;
import dev.aiops.approval.evals.Ordering;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Batches of evals as people ask for them, look at them and stop them. */
final class EvalRoutes {

  private final Batching evals;
  private final Exchange exchange;

  EvalRoutes(Batching evals, Exchange exchange) {
    this.evals = evals;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/v1/eval-batches", this::list)
        .post("/v1/eval-batches", this::request)
        .get("/v1/eval-batches/{id}", this::get)
        .post("/v1/eval-batches/{id}/confirm", this::confirm)
        .post("/v1/eval-batches/{id}/cancel", this::cancel);
  }

  private void list(Context context) {
    Gate.operator(context);
    exchange.answer(context, evals.list(), batches -> EvalView.Page.of(batches, evals.runners()));
  }

  private void get(Context context) {
    Gate.operator(context);
    exchange.answer(context, evals.find(context.pathParam("id")), EvalView::of);
  }

  private void request(Context context) {
    Ordering.Who who = who(context);
    EvalAsks.Order ask = Exchange.read(context, EvalAsks.Order.class);
    exchange.answer(context, evals.request(ask.requestId(), ask.order(), who), EvalView::of);
  }

  private void confirm(Context context) {
    exchange.answer(context, evals.confirm(context.pathParam("id"), who(context)), EvalView::of);
  }

  private void cancel(Context context) {
    exchange.answer(context, evals.cancel(context.pathParam("id"), who(context)), EvalView::of);
  }

  private static Ordering.Who who(Context context) {
    Token token = Gate.operator(context);
    Actor actor = BudgetRoutes.actor(token);
    return new Ordering.Who(
        actor, DecidedAs.of(actor, "token", context.ip(), Exchange.channel(context)));
  }
}
