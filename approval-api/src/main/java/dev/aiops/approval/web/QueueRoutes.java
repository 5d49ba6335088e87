/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.PendingRaise;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The first page: what waits for a person. A script asks for its lists again, and again. */
final class QueueRoutes {

  private final Asking asking;
  private final RaiseRoutes raises;
  private final Drafts drafts;
  private final Guard guard;
  private final InstantSource clock;

  QueueRoutes(Asking asking, RaiseRoutes raises, Drafts drafts, Guard guard, InstantSource clock) {
    this.asking = asking;
    this.raises = raises;
    this.drafts = drafts;
    this.guard = guard;
    this.clock = clock;
  }

  void register(RoutesConfig routes) {
    routes.get("/", guard.page(this::queue));
  }

  private void queue(Context context, Visit visit) {
    QueueView view = view(context, visit);
    if (Part.isAskedFor(context)) {
      String html = Templates.text("waiting", view);
      Part.show(context, Secret.sha256(html), html);
    } else {
      Templates.show(context, "queue", view);
    }
  }

  private QueueView view(Context context, Visit visit) {
    Instant now = clock.instant();
    Asking.Known known = asking.known();
    Filters filters = Filters.of(context);
    List<PendingRaise> asked = raises.waiting();
    Pager<QueueItem> found = Pager.of(found(known.approvals(), asked, filters), filters);
    return new QueueView(
        new Layout("Waiting for you", visit),
        visit,
        filters,
        found.map(item -> item.shown(visit, id -> drafts.find(context, id).reason(), now)),
        known.approvals().pending().size(),
        critical(known.approvals()),
        asked.size(),
        known.stale(),
        RaiseRoutes.done(context));
  }

  private static List<QueueItem> found(
      Approvals approvals, List<PendingRaise> raises, Filters filters) {
    ApprovalState state = Objects.requireNonNullElse(filters.state(), ApprovalState.PENDING);
    Stream<QueueItem> actions =
        inState(approvals, state).filter(filters.predicate()).map(QueueItem::of);
    Stream<QueueItem> asked =
        raises.stream()
            .filter(raise -> state == ApprovalState.PENDING && filters.takes(raise))
            .map(QueueItem::of);
    return Stream.concat(actions, asked).sorted(QueueItem.ORDER).toList();
  }

  private static Stream<Approval> inState(Approvals approvals, ApprovalState state) {
    return state == ApprovalState.PENDING
        ? pending(approvals)
        : approvals.byTime().values().stream()
            .flatMap(id -> approvals.find(id).stream())
            .filter(approval -> approval.state() == state);
  }

  private static Stream<Approval> pending(Approvals approvals) {
    return approvals.pending().values().stream().flatMap(id -> approvals.find(id).stream());
  }

  private static long critical(Approvals approvals) {
    return pending(approvals).filter(approval -> approval.rule().critical()).count();
  }
}
