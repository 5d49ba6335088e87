/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Policy;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tool calls that decide something under a policy, read a day ahead of the model calls. */
final class ToolUses {

  private static final Duration STRETCH = Duration.ofDays(1);

  private final ClickHouse at;
  private final Set<Long> times;
  private final Instant until;
  private final Queue<ToolUse> read = new ArrayDeque<>();
  private Instant readTo;
  private boolean cut;

  ToolUses(ClickHouse at, Policy policy, Period period) {
    this.at = at;
    this.times = deciding(policy);
    this.until = period.until();
    this.readTo = period.from().minus(Repeats.KEPT);
  }

  /** One more than each budget allows. */
  private static Set<Long> deciding(Policy policy) {
    return policy.budgets().stream()
        .map(budget -> budget.guard().sameToolCalls())
        .filter(most -> most != null)
        .map(most -> most + 1L)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether some budget asks. */
  boolean matter() {
    return !times.isEmpty();
  }

  /** Whether there were more than memory is there for. */
  boolean areCut() {
    return cut;
  }

  void readTo(Instant to) {
    while (matter() && readTo.isBefore(to)) {
      Instant next = readTo.plus(STRETCH).isBefore(until) ? readTo.plus(STRETCH) : until;
      List<ToolUse> uses = new RecordedToolUses(readTo, next, times).at(at);
      cut |= uses.size() > RecordedToolUses.MOST;
      read.addAll(uses);
      readTo = next;
    }
  }

  /** Hands over those that began no later. */
  void upTo(Instant time, Consumer<ToolUse> to) {
    ToolUse next = read.peek();
    while (next != null && !next.at().isAfter(time)) {
      to.accept(read.remove());
      next = read.peek();
    }
  }
}
