/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The hours of each budget that bounds them, in each process: live, a process knows its own. */
final class Hours {

  private static final int SWEEP_ABOVE = 1_000;

  private record Key(String budget, String process) {}

  private final Map<Key, Hour> hours = new HashMap<>();
  private int sweepAt = SWEEP_ABOVE;

  boolean fits(Budget budget, Call call, long need) {
    Long most = budget.guard().perHour();
    return most == null || need <= Math.max(0, most - hour(budget, call).spent(call.at()));
  }

  void charge(Budget budget, Call call, long nanos) {
    if (budget.guard().perHour() != null) {
      hour(budget, call).charge(call.at(), nanos);
    }
  }

  private Hour hour(Budget budget, Call call) {
    sweep(call.at());
    Key key = new Key(budget.name(), call.process());
    return hours.computeIfAbsent(key, k -> new Hour());
  }

  /** Processes come and go: those that spent nothing for an hour take no memory. */
  private void sweep(Instant now) {
    if (hours.size() >= sweepAt) {
      hours.values().removeIf(hour -> hour.isOver(now));
      sweepAt = Math.max(SWEEP_ABOVE, 2 * hours.size());
    }
  }
}
