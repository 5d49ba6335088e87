/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One log, and the control planes that race on it, each with the state it has read so far. */
final class SimulatedLog {

  private final List<Entry> rows = new ArrayList<>();
  private final Consumer<Entry> observer;
  private final ControlPlane rules;

  /**
   * @param observer is told of each row as it is appended
   */
  SimulatedLog(ControlPlane rules, Consumer<Entry> observer) {
    this.rules = rules;
    this.observer = observer;
  }

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
      for (; read < rows.size(); read++) {
        state = BudgetLog.apply(state, rows.get(read));
      }
      return state;
    }

    /** Decides on what it has read; where the append loses, catches up and decides again. */
    <R> R run(Instant now, BiFunction<Budgets, Instant, Decided<R>> command) {
      Decided<R> decided = command.apply(state, now.plus(skew));
      while (rules.comparesBeforeItAppends() && !decided.entries().isEmpty() && isBehind()) {
        decided = command.apply(caughtUp(), now.plus(skew));
      }
      decided.entries().forEach(this::append);
      return decided.reply();
    }

    private boolean isBehind() {
      return read < rows.size();
    }

    private void append(Entry entry) {
      rows.add(entry);
      observer.accept(entry);
    }
  }
}
