/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.DecidedRaise;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was decided, newest first. */
final class HistoryRoutes {

  /** An action or a request to raise a cap, and when it was settled. */
  private record Decided(Instant at, @Nullable Approval action, @Nullable DecidedRaise raise) {

    String id() {
      return action == null ? "" : action.id();
    }
  }

  private static final Comparator<Decided> NEWEST =
      Comparator.comparing(Decided::at).thenComparing(Decided::id).reversed();

  private final Asking asking;
  private final RaiseRoutes raises;
  private final Export export;
  private final Guard guard;

  HistoryRoutes(Asking asking, RaiseRoutes raises, Export export, Guard guard) {
    this.asking = asking;
    this.raises = raises;
    this.export = export;
    this.guard = guard;
  }

  void register(RoutesConfig routes) {
    routes
        .get("/history", guard.page(this::history))
        .get("/history.csv", guard.page(export::csv))
        .get("/history.json", guard.page(export::json));
  }

  private void history(Context context, Visit visit) {
    Asking.Known known = asking.known();
    Filters filters = Filters.of(context);
    Pager<Decided> found = Pager.of(found(known.approvals(), filters), filters);
    HistoryView view =
        new HistoryView(
            new Layout("History", visit),
            visit,
            filters,
            found.map(one -> HistoryView.Item.of(one.action(), one.raise())),
            export.isFor(visit),
            known.stale());
    Templates.show(context, "history", view);
  }

  private List<Decided> found(Approvals approvals, Filters filters) {
    Stream<Decided> actions =
        approvals.byTime().values().stream()
            .flatMap(id -> approvals.find(id).stream())
            .filter(approval -> approval.state() != ApprovalState.PENDING)
            .filter(approval -> filters.state() == null || approval.state() == filters.state())
            .filter(filters.predicate())
            .map(approval -> new Decided(HistoryView.decided(approval), approval, null));
    Stream<Decided> asked =
        raises.decided().stream()
            .filter(filters::takes)
            .map(raise -> new Decided(raise.at(), null, raise));
    return Stream.concat(actions, asked)
        .filter(one -> filters.days().have(one.at()))
        .sorted(NEWEST)
        .toList();
  }
}
