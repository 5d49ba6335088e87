/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.engine.Batching;
import dev.aiops.approval.evals.Working;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Batches of evals as eval-runners take them, and tell of them. */
final class EvalRunnerRoutes {

  private final Batching evals;
  private final Exchange exchange;

  EvalRunnerRoutes(Batching evals, Exchange exchange) {
    this.evals = evals;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .post("/v1/eval-runner/work", this::work)
        .post("/v1/eval-runner/batches/{id}/plan", this::plan)
        .post("/v1/eval-runner/batches/{id}/progress", this::progress)
        .post("/v1/eval-runner/batches/{id}/end", this::end);
  }

  private void work(Context context) {
    EvalAsks.Work ask = Exchange.read(context, EvalAsks.Work.class);
    exchange.answer(
        context, evals.claim(runner(context, ask.runner()), ask.known()), EvalView::work);
  }

  private void plan(Context context) {
    EvalAsks.Plan ask = Exchange.read(context, EvalAsks.Plan.class);
    exchange.answer(
        context,
        evals.plan(context.pathParam("id"), ask.plan(), runner(context, ask.runner())),
        EvalView::of);
  }

  private void progress(Context context) {
    EvalAsks.Progress ask = Exchange.read(context, EvalAsks.Progress.class);
    exchange.answer(
        context,
        evals.progress(
            context.pathParam("id"), ask.progress().progress(), runner(context, ask.runner())),
        EvalView::of);
  }

  private void end(Context context) {
    EvalAsks.End ask = Exchange.read(context, EvalAsks.End.class);
    exchange.answer(
        context,
        evals.end(context.pathParam("id"), ask.of(), runner(context, ask.runner())),
        EvalView::of);
  }

  private static Working.Runner runner(Context context, String process) {
    return new Working.Runner(EvalAsks.bounded("runner", process), Gate.token(context).name());
  }
}
