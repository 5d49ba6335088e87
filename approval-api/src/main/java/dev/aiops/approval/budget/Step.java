/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Entry;
import java.util.ArrayList;
import java.util.List;

/** A state and the rows that led to it. */
record Step(Budgets state, List<Entry> entries) {

  static Step from(Budgets state) {
    return new Step(state, List.of());
  }

  /**
   * The state and rows with one more event.
   *
   * @throws ArithmeticException if a sum would leave the range of money
   */
  Step then(BudgetEvent event) {
    Budgets next = event.on(state);
    List<Entry> more = new ArrayList<>(entries);
    more.add(BudgetLog.entry(event, next));
    return new Step(next, more);
  }

  <R> Decided<R> reply(R reply) {
    return new Decided<>(entries, reply);
  }
}
