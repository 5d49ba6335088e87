/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.ArrayList;
import java.util.List;

/** A state and the changes that led to it. */
record Step(Budgets state, List<Change> changes) {

  /** An event and the state after it. */
  record Change(BudgetEvent event, Budgets after) {}

  static Step from(Budgets state) {
    return new Step(state, List.of());
  }

  /**
   * The state and changes with one more event.
   *
   * @throws ArithmeticException if a sum would leave the range of money
   */
  Step then(BudgetEvent event) {
    Budgets next = event.on(state);
    List<Change> more = new ArrayList<>(changes);
    more.add(new Change(event, next));
    return new Step(next, more);
  }

  <R> Decided<R> reply(R reply) {
    return new Decided<>(changes, reply);
  }
}
