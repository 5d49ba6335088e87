/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.UnknownPrice.Ceiling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the budgets that cover a call ask of it together. Those that observe are heard on an unknown
 * price only where no other covers the call.
 */
record Terms(List<Budget> covering, List<Budget> enforcing, List<Budget> observing) {

  static Terms of(List<Budget> covering) {
    return new Terms(covering, in(Mode.ENFORCE, covering), in(Mode.OBSERVE, covering));
  }

  private static List<Budget> in(Mode mode, List<Budget> budgets) {
    return budgets.stream().filter(budget -> budget.mode() == mode).toList();
  }

  private List<Budget> heard() {
    return enforcing.isEmpty() ? observing : enforcing;
  }

  /** Whether one that is heard refuses calls of unknown price. */
  boolean refuseUnknownPrice() {
    return heard().stream().anyMatch(Terms::refusesUnknownPrice);
  }

  static boolean refusesUnknownPrice(Budget budget) {
    return budget.unknownPrice().ceiling() == null;
  }

  /** The dearest of each; null where one has none. */
  @Nullable Ceiling ceiling() {
    List<Ceiling> all =
        heard().stream().flatMap(budget -> ceilings(budget).stream()).distinct().toList();
    return all.isEmpty() || refuseUnknownPrice()
        ? null
        : all.stream().reduce(Terms::dearer).orElseThrow();
  }

  private static List<Ceiling> ceilings(Budget budget) {
    Ceiling ceiling = budget.unknownPrice().ceiling();
    return ceiling == null ? List.of() : List.of(ceiling);
  }

  private static Ceiling dearer(Ceiling one, Ceiling other) {
    return new Ceiling(
        Math.max(one.inputPerMillion(), other.inputPerMillion()),
        Math.max(one.outputPerMillion(), other.outputPerMillion()));
  }
}
