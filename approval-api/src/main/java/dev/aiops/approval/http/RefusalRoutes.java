/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;

/** What budgets refused, as far as calls are recorded. */
final class RefusalRoutes {

  private final Engine engine;
  private final Exchange exchange;
  private final Hooks hooks;
  private final InstantSource clock;

  RefusalRoutes(Engine engine, Exchange exchange, Hooks hooks, InstantSource clock) {
    this.engine = engine;
    this.exchange = exchange;
    this.hooks = hooks;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/refusals", this::refusals);
  }

  /** The log is asked in the request's own thread: those that answer agents wait for nobody. */
  private void refusals(Context context) {
    Gate.operator(context);
    List<RefusedQuarter> quarters = hooks.refusedCalls().get().orElseThrow(RefusalRoutes::unknown);
    Policy policy = engine.budgets().policy();
    exchange.answer(
        context,
        engine.standings(),
        governed -> RefusalsView.of(governed, policy, quarters, clock.instant()));
  }

  private static RefusedException unknown() {
    return new RefusedException(Rule.LOG_UNAVAILABLE, "recorded calls cannot be asked now");
  }
}
