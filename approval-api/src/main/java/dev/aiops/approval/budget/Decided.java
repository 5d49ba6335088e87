/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Entry;
import java.util.List;

/**
 * What a command comes to: rows to append after the state it was decided on, and the answer once
 * they are durable. Without rows the answer may go out at once.
 */
public final class Decided<R> {

  private final List<Step.Change> changes;
  private final R reply;

  Decided(List<Step.Change> changes, R reply) {
    this.changes = List.copyOf(changes);
    this.reply = reply;
  }

  static <R> Decided<R> nothing(R reply) {
    return new Decided<>(List.of(), reply);
  }

  /** The rows, in order; all of them belong together. */
  public List<Entry> entries() {
    return changes.stream().map(change -> BudgetLog.entry(change.event(), change.after())).toList();
  }

  /** The answer. */
  public R reply() {
    return reply;
  }

  /** The state once the rows are in the log. */
  public Budgets after(Budgets before) {
    return changes.isEmpty() ? before : changes.get(changes.size() - 1).after();
  }

  List<BudgetEvent> events() {
    return changes.stream().map(Step.Change::event).toList();
  }
}
