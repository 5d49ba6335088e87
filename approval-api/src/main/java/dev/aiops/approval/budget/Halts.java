/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The budgets of which nothing may be spent.
 *
 * @param reasons why, by budget
 * @param given the newest orders: one that is repeated after another came between does nothing
 */
record Halts(PMap<String, String> reasons, PVector<Given> given) {

  /** An order to halt a budget or to resume it. */
  record Given(String request, String budget, boolean halt) {}

  static final Halts NONE = new Halts(HashTreePMap.empty(), TreePVector.empty());

  private static final int KEPT = 200;

  Optional<Given> given(String request) {
    return given.stream().filter(order -> order.request().equals(request)).findFirst();
  }

  Halts halt(String budget, String reason, String request) {
    return new Halts(reasons.plus(budget, reason), and(new Given(request, budget, true)));
  }

  Halts resume(String budget, String request) {
    return new Halts(reasons.minus(budget), and(new Given(request, budget, false)));
  }

  private PVector<Given> and(Given order) {
    PVector<Given> kept = given.size() < KEPT ? given : given.minus(0);
    return kept.plus(order);
  }
}
