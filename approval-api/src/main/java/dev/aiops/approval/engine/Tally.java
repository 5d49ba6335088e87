/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Entry;
import java.util.ArrayList;
import java.util.List;

/** Several decisions in one command, each on the state that those before it leave. */
final class Tally {

  private final List<Entry> entries = new ArrayList<>();
  private Budgets state;

  Tally(Budgets state) {
    this.state = state;
  }

  Budgets state() {
    return state;
  }

  <R> R take(Decided<Budgets, R> decided) {
    entries.addAll(decided.entries());
    state = decided.after(state);
    return decided.reply();
  }

  <R> Decision<R> reply(R reply) {
    return new Decision<>(entries, reply);
  }
}
