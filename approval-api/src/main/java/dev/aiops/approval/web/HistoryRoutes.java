/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Approvals;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;

/** What was decided, newest first. */
final class HistoryRoutes {

  private static final Comparator<Approval> NEWEST =
      Comparator.comparing(HistoryView::decided).thenComparing(Approval::id).reversed();

  private final Asking asking;
  private final Export export;
  private final Guard guard;

  HistoryRoutes(Asking asking, Export export, Guard guard) {
    this.asking = asking;
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
    Pager<Approval> found = Pager.of(found(known.approvals(), filters), filters);
    HistoryView view =
        new HistoryView(
            new Layout("History", visit),
            visit,
            filters,
            found.map(HistoryView.Row::of),
            export.isFor(visit),
            known.stale());
    Templates.show(context, "history", view);
  }

  private static List<Approval> found(Approvals approvals, Filters filters) {
    return approvals.byTime().values().stream()
        .flatMap(id -> approvals.find(id).stream())
        .filter(approval -> approval.state() != ApprovalState.PENDING)
        .filter(approval -> filters.state() == null || approval.state() == filters.state())
        .filter(filters.predicate())
        .sorted(NEWEST)
        .toList();
  }
}
