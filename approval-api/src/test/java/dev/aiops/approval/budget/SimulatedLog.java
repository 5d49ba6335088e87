/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One log, and the control planes that race on it, each with the state it has read so far. */
final class SimulatedLog {

  private final List<BudgetEvent> events = new ArrayList<>();
  private final List<Entry> rows = new ArrayList<>();
  private final ControlPlane rules;
  private final boolean asJson;
  private final Consumer<BudgetEvent> observer;

  /**
   * @param asJson whether each row is written and read as JSON, which is most of the time a
   *     schedule takes
   * @param observer is told of each row as it is appended
   */
  SimulatedLog(ControlPlane rules, boolean asJson, Consumer<BudgetEvent> observer) {
    this.rules = rules;
    this.asJson = asJson;
    this.observer = observer;
  }

  /** The rows, where they were written as JSON. */
  List<Entry> rows() {
    return rows;
  }

  /** One control plane. */
  final class Instance {

    private final Duration skew;
    private Budgets state = Budgets.EMPTY;
    private int read;

    Instance(Duration skew) {
      this.skew = skew;
    }

    void crash() {
      state = Budgets.EMPTY;
      read = 0;
    }

    Budgets caughtUp() {
      for (; read < events.size(); read++) {
        state = events.get(read).on(state);
      }
      return state;
    }

    /** Decides on what it has read; where the append loses, catches up and decides again. */
    <R> R run(Instant now, BiFunction<Budgets, Instant, Decided<Budgets, R>> command) {
      Decided<Budgets, R> decided = command.apply(state, now.plus(skew));
      while (rules.comparesBeforeItAppends() && !decided.events().isEmpty() && isBehind()) {
        decided = command.apply(caughtUp(), now.plus(skew));
      }
      append(decided);
      return decided.reply();
    }

    private boolean isBehind() {
      return read < events.size();
    }

    private void append(Decided<Budgets, ?> decided) {
      List<BudgetEvent> next = decided.events().stream().map(BudgetEvent.class::cast).toList();
      if (asJson) {
        rows.addAll(decided.entries());
        next = decided.entries().stream().map(BudgetLog::event).toList();
      }
      events.addAll(next);
      next.forEach(observer);
    }
  }
}
