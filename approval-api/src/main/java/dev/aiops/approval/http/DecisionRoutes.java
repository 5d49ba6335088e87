/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import static dev.aiops.approval.http.Exchange.query;

import dev.aiops.approval.access.Token;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Ending.Revocation;
import dev.aiops.approval.approvals.Listing;
import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.engine.Approving;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Approvals as people list and decide them. */
final class DecisionRoutes {

  private static final long MOST_LISTED = 200;
  private static final long LISTED = 50;

  private final Approving approvals;
  private final Exchange exchange;

  DecisionRoutes(Approving approvals, Exchange exchange) {
    this.approvals = approvals;
    this.exchange = exchange;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/v1/approvals", this::list)
        .get("/v1/approvals/{id}/history", this::history)
        .post("/v1/approvals/{id}/decide", this::decide)
        .post("/v1/approvals/{id}/revoke", this::revoke);
  }

  private void list(Context context) {
    Gate.operator(context);
    long limit = Exchange.number(context, "limit", LISTED, MOST_LISTED);
    Listing.Query asked =
        new Listing.Query(
            state(query(context, "state")),
            glob(query(context, "tool")),
            glob(query(context, "service")),
            orNull(query(context, "run_id")),
            (int) Math.max(1, limit),
            ApprovalAnswers.place(query(context, "cursor")));
    exchange.answer(context, approvals.list(asked), ApprovalAnswers::page);
  }

  private void history(Context context) {
    Gate.operator(context);
    exchange.answer(
        context, approvals.find(context.pathParam("id"), Sight.ALL), ApprovalAnswers::history);
  }

  private void decide(Context context) {
    Token token = Gate.operator(context);
    ApprovalAsks.Decide ask = Exchange.readLarge(context, ApprovalAsks.Decide.class);
    // a token is no login: what asks for one of the last minutes is decided in the form
    Person person = new Person(BudgetRoutes.actor(token), "token", false, context.ip());
    exchange.answer(
        context,
        approvals.decide(ask.of(context.pathParam("id"), person, Exchange.channel(context))),
        ApprovalAnswers::itself);
  }

  private void revoke(Context context) {
    Token token = Gate.operator(context);
    ApprovalAsks.Order ask = Exchange.read(context, ApprovalAsks.Order.class);
    Actor actor = BudgetRoutes.actor(token);
    DecidedAs as = DecidedAs.of(actor, "token", context.ip(), Exchange.channel(context));
    exchange.answer(
        context,
        approvals.revoke(new Revocation(ask.of(context.pathParam("id"), actor), as)),
        ApprovalAnswers::itself);
  }

  private static @Nullable ApprovalState state(String name) {
    if (name.isEmpty()) {
      return null;
    }
    return Arrays.stream(ApprovalState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("state is none of those in openapi.yaml"));
  }

  private static @Nullable Glob glob(String pattern) {
    return pattern.isEmpty() ? null : new Glob(pattern);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
