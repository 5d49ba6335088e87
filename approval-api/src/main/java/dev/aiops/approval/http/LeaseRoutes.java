/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.GrantReply;
import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.budget.LeaseReply;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.engine.Engine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Leases: asked for, reported, closed, adopted. */
final class LeaseRoutes {

  private final Engine engine;
  private final Exchange exchange;

  private final Runnable onBeyondLog;

  /**
   * Makes them.
   *
   * @param onBeyondLog told when a holder was granted more than the log knows
   */
  LeaseRoutes(Engine engine, Exchange exchange, Runnable onBeyondLog) {
    this.engine = engine;
    this.exchange = exchange;
    this.onBeyondLog = onBeyondLog;
  }

  void register(RoutesConfig routes) {
    routes
        .post("/v1/leases", this::grant)
        .post("/v1/leases/report", this::report)
        .post("/v1/leases/close", this::close)
        .post("/v1/leases/adopt", this::adopt);
  }

  private void grant(Context context) {
    Asks.Grant ask = Exchange.read(context, Asks.Grant.class);
    String agent = Gate.agent(context, ask.caller());
    exchange.answer(context, engine.grant(ask.of(agent)), LeaseRoutes::granted);
  }

  private static Object granted(GrantReply reply) {
    return reply instanceof Granted granted
        ? Answers.Grant.of(granted)
        : Refusal.of((NotGranted) reply);
  }

  private void report(Context context) {
    Asks.Reports ask = Exchange.read(context, Asks.Reports.class);
    exchange.answer(
        context,
        engine.report(ask.of(Gate.agent(context))),
        replies -> answer(ask.leases(), replies));
  }

  private void close(Context context) {
    Asks.Reports ask = Exchange.read(context, Asks.Reports.class);
    exchange.answer(
        context,
        engine.close(ask.of(Gate.agent(context))),
        replies -> answer(ask.leases(), replies));
  }

  private void adopt(Context context) {
    Asks.Adopt ask = Exchange.read(context, Asks.Adopt.class);
    List<String> ids = ask.leases().stream().map(Asks.Found::lease).toList();
    exchange.answer(
        context,
        engine.adopt(ask.of(Gate.agent(context))),
        replies -> Answers.Leases.of(ids, replies).toAdopter());
  }

  private Answers.Leases answer(List<Asks.Totals> said, List<LeaseReply> replies) {
    for (int i = 0; i < said.size(); i++) {
      if (replies.get(i) instanceof LeaseView known && isBeyond(said.get(i), known)) {
        onBeyondLog.run();
      }
    }
    return Answers.Leases.of(said.stream().map(Asks.Totals::lease).toList(), replies);
  }

  /** What was spent of it is counted all the same; but the log has lost rows. */
  private static boolean isBeyond(Asks.Totals said, LeaseView known) {
    return said.grantedNanos().value() > known.granted();
  }
}
