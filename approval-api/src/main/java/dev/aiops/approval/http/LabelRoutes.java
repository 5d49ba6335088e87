/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.label.LabelReply;
import dev.aiops.approval.label.LabelReply.Kept;
import dev.aiops.approval.label.LabelReply.Rejected;
import dev.aiops.approval.label.Labelling;
import dev.aiops.approval.label.Source;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What people say of runs. ClickHouse is asked in the request's own thread. */
final class LabelRoutes {

  private final Labelling labelling;
  private final Exchange exchange;

  LabelRoutes(Labelling labelling, Exchange exchange) {
    this.labelling = labelling;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/runs/{id}/labels", this::list).post("/v1/runs/{id}/labels", this::give);
  }

  private void list(Context context) {
    Gate.operator(context);
    String run = context.pathParam("id");
    Object answer =
        labelling
            .review(run)
            .<Object>map(LabelView.Page::of)
            .orElseGet(() -> Refusal.of(Rule.NO_SUCH_RUN, "nothing is recorded of run " + run));
    exchange.write(context, answer);
  }

  private void give(Context context) {
    Token token = Gate.operator(context);
    LabelView.Ask ask = Exchange.read(context, LabelView.Ask.class);
    String run = context.pathParam("id");
    LabelReply reply = labelling.give(ask.of(run), BudgetRoutes.actor(token), Source.API);
    exchange.write(context, answer(reply));
  }

  private static Object answer(LabelReply reply) {
    if (reply instanceof Kept kept) {
      return LabelView.of(kept.label());
    }
    Rejected rejected = (Rejected) reply;
    return Refusal.of(Rule.of(rejected.problem()), rejected.text());
  }
}
