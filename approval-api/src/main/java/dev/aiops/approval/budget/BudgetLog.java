/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rows of the control log say about budgets. */
public final class BudgetLog {

  private static final Map<String, Class<? extends BudgetEvent>> KINDS =
      Map.ofEntries(
          Map.entry("policy_effective", BudgetEvent.PolicyEffective.class),
          Map.entry("cap_changed", BudgetEvent.CapChanged.class),
          Map.entry("lease_granted", BudgetEvent.LeaseGranted.class),
          Map.entry("lease_reported", BudgetEvent.LeaseReported.class),
          Map.entry("lease_closed", BudgetEvent.LeaseClosed.class),
          Map.entry("lease_revoked", BudgetEvent.LeaseRevoked.class),
          Map.entry("leases_recalled", BudgetEvent.LeasesRecalled.class),
          Map.entry("budget_halted", BudgetEvent.BudgetHalted.class),
          Map.entry("budget_resumed", BudgetEvent.BudgetResumed.class),
          Map.entry("raise_requested", BudgetEvent.RaiseRequested.class),
          Map.entry("raise_decided", BudgetEvent.RaiseDecided.class));

  private static final Map<Class<? extends BudgetEvent>, String> NAMES =
      KINDS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private BudgetLog() {}

  /** The kinds of rows that {@link #apply} takes. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }

  /**
   * The state after a row.
   *
   * @throws IllegalArgumentException if its kind or a field of its body is not known: a row skipped
   *     would be money forgotten
   * @throws IllegalStateException if it does not follow from the rows before
   */
  public static Budgets apply(Budgets state, Committed row) {
    BudgetEvent event = event(row.entry());
    Budgets after = event.on(state);
    if (event instanceof BudgetEvent.OnLease lease) {
      return after.heard(lease.lease(), row.at());
    }
    return event instanceof BudgetEvent.OnRaise raise
        ? after.written(raise.raise(), row.at())
        : after;
  }

  static Budgets apply(Budgets state, Entry entry) {
    return event(entry).on(state);
  }

  static BudgetEvent event(Entry entry) {
    Class<? extends BudgetEvent> type = KINDS.get(entry.kind());
    if (type == null) {
      throw new IllegalArgumentException(
          "the log has a row of kind " + entry.kind() + ", which a newer version wrote: upgrade");
    }
    return Json.read(entry.body(), type);
  }

  /** The row of an event that leads to a state. */
  static Entry entry(BudgetEvent event, Budgets after) {
    String kind = NAMES.get(event.getClass());
    return new Entry(
        kind == null ? event.getClass().getSimpleName() : kind,
        event.entity(),
        event.stateAfter(after),
        event.day(after).map(BudgetLog::amounts).orElse(null),
        event.by(),
        Json.text(event));
  }

  private static Entry.@Nullable Amounts amounts(BudgetDay day) {
    Totals totals = day.totals();
    return new Entry.Amounts(
        day.budget(), day.day(), day.cap(), totals.spent(), totals.held() - totals.spent());
  }
}
