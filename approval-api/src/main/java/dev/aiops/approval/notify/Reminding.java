/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import dev.aiops.approval.approvals.ApprovalState;
import dev.aiops.approval.budget.DayId;
import dev.aiops.approval.budget.PendingRaise;
import dev.aiops.approval.budget.Raising;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reminds of what still waits, if there is anybody to be told. */
final class Reminding {

  private static final int MOST_AT_ONCE = 100;

  private Reminding() {}

  /** Whether there is something. */
  static boolean isDue(Ledger state, Instant now, Duration first) {
    return due(state, now, first).findAny().isPresent();
  }

  /** Reminds of what is due, the first hundred; answers how many. */
  static Decision<Integer> remind(Ledger state, Instant now, Duration first) {
    List<Entry> reminders =
        due(state, now, first)
            .sorted(Map.Entry.comparingByKey())
            .limit(MOST_AT_ONCE)
            .map(Reminding::reminder)
            .toList();
    return new Decision<>(reminders, reminders.size());
  }

  private static Stream<Map.Entry<String, Open>> due(Ledger state, Instant now, Duration first) {
    if (state.outbox().channels().isEmpty()) {
      return Stream.empty();
    }
    Set<String> raises =
        Raising.pending(state.budgets(), now).stream()
            .map(PendingRaise::raise)
            .map(DayId::toString)
            .collect(Collectors.toSet());
    return state.outbox().open().entrySet().stream()
        .filter(open -> open.getValue().isDue(now, first))
        .filter(open -> open.getValue().ofApproval() || raises.contains(open.getKey()));
  }

  private static Entry reminder(Map.Entry<String, Open> open) {
    boolean ofApproval = open.getValue().ofApproval();
    String pending = ApprovalState.PENDING.name();
    String state = ofApproval ? pending : pending.toLowerCase(Locale.ROOT);
    return OutboxLog.reminded(ofApproval, open.getKey(), state, open.getValue().reminders() + 1);
  }
}
