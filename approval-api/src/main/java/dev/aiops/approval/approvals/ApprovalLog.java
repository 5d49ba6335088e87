/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What rows of the control log say about approvals. */
public final class ApprovalLog {

  static final String REFUSED = "approval_refused";

  private static final Map<String, Class<? extends ApprovalEvent>> KINDS =
      Map.of(
          "approval_requested",
          ApprovalEvent.Requested.class,
          "approval_decided",
          ApprovalEvent.Answered.class,
          "approval_settled",
          ApprovalEvent.Settled.class,
          "approval_consumed",
          ApprovalEvent.Consumed.class,
          "approval_reported",
          ApprovalEvent.Reported.class,
          "approval_expired",
          ApprovalEvent.Expired.class,
          "approval_revoked",
          ApprovalEvent.Revoked.class,
          "approval_cancelled",
          ApprovalEvent.Cancelled.class,
          "approval_unknown",
          ApprovalEvent.Lost.class,
          REFUSED,
          ApprovalEvent.Refused.class);

  private static final Map<Class<? extends ApprovalEvent>, String> NAMES =
      KINDS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private ApprovalLog() {}

  /** The kinds of rows that {@link #apply} takes. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }

  /**
   * The state after a row.
   *
   * @throws IllegalArgumentException if a field of its body is not known
   * @throws IllegalStateException if it does not follow from the rows before
   */
  public static Approvals apply(Approvals state, Committed row) {
    ApprovalEvent event = event(row.entry());
    Approvals after = event.on(state);
    Approval changed = after.get(event.approval());
    return after.with(changed.noted(noted(row, event, changed.state())));
  }

  private static Noted noted(Committed row, ApprovalEvent event, ApprovalState state) {
    Vote vote = event instanceof ApprovalEvent.Answered answered ? answered.vote() : null;
    DecidedAs as = event instanceof ApprovalEvent.Revoked revoked ? revoked.as() : null;
    String kind = row.entry().kind();
    return new Noted(row.seq(), row.at(), kind, event.by(), state, event.text(), vote, as);
  }

  static ApprovalEvent event(Entry entry) {
    Class<? extends ApprovalEvent> type = KINDS.get(entry.kind());
    if (type == null) {
      throw new IllegalArgumentException("no row of an approval: " + entry.kind());
    }
    return Json.read(entry.body(), type);
  }

  /** The row of an event that leads to a state. */
  static Entry entry(ApprovalEvent event, Approvals after) {
    String state = after.get(event.approval()).state().name();
    String kind = Objects.requireNonNull(NAMES.get(event.getClass()), "every event has a kind");
    return new Entry(kind, event.approval(), state, null, event.by(), Json.text(event));
  }
}
