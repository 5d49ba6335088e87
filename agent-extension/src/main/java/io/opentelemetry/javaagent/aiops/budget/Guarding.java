/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the guards of its budgets make of one call: the dearest call, repeats of a tool, the hour.
 * Only calls that a guard covers have one. Not for use by several threads.
 */
final class Guarding {

  /**
   * What is to be set aside.
   *
   * @param bound the most that one attempt of the call can cost
   */
  record Asked(List<Budget> budgets, long bound, long nanoUsd) {}

  private record Past(Budget budget, long cap, Hour.Full full) {}

  private final @Nullable Repeated repeated;
  private final Map<Account, Long> held = new LinkedHashMap<>(2);

  Guarding(@Nullable Repeated repeated) {
    this.repeated = repeated;
  }

  /** As {@link Filling#fill}, if no guard minds. */
  Verdict.@Nullable Refused fill(Filling filling, Purse purse, Asked asked)
      throws InterruptedException {
    Verdict.Refused refused = ask(filling, asked);
    return refused == null ? fillAll(filling, purse, asked) : refused;
  }

  /**
   * As {@link #fill}, where the call is sent whatever a guard says: its day is kept all the same.
   */
  Verdict.@Nullable Refused watch(Filling filling, Purse purse, Asked asked)
      throws InterruptedException {
    Verdict.Refused refused = ask(filling, asked);
    if (refused == null) {
      return fillAll(filling, purse, asked);
    }
    Verdict.Refused unused = filling.fill(purse, asked.budgets(), asked.nanoUsd());
    return refused;
  }

  /** Fills the purse; gives the hours back if that is refused. */
  private Verdict.@Nullable Refused fillAll(Filling filling, Purse purse, Asked asked)
      throws InterruptedException {
    boolean filled = false;
    try {
      Verdict.Refused refused = filling.fill(purse, asked.budgets(), asked.nanoUsd());
      filled = refused == null;
      return refused;
    } finally {
      if (!filled) {
        takeBack(asked.budgets(), asked.nanoUsd());
      }
    }
  }

  private Verdict.@Nullable Refused ask(Filling filling, Asked asked) throws InterruptedException {
    for (Budget budget : asked.budgets()) {
      Verdict.Refused tooDear = SpendGuard.tooDear(budget, asked.bound());
      Verdict.Refused refused =
          tooDear == null ? SpendGuard.repeats(budget, asked.bound(), repeated) : tooDear;
      if (refused != null) {
        return refused;
      }
    }
    return askHours(filling, asked.budgets(), asked.nanoUsd());
  }

  /** Sets the amount aside in all hours; what has ended and still holds money is not in the way. */
  private Verdict.@Nullable Refused askHours(Filling filling, List<Budget> budgets, long nanoUsd)
      throws InterruptedException {
    Past past = add(budgets, nanoUsd);
    if (past == null) {
      return null;
    }
    filling.settleEnded();
    long began = System.nanoTime();
    past = add(budgets, nanoUsd);
    while (past != null
        && past.full().couldFitAfterSettlements(past.cap(), nanoUsd)
        && filling.awaitSettlements(began)) {
      past = add(budgets, nanoUsd);
    }
    return past == null
        ? null
        : SpendGuard.pastHour(past.budget(), past.cap(), nanoUsd, past.full());
  }

  /** In all of them or in none; null if that is done. */
  private @Nullable Past add(List<Budget> budgets, long nanoUsd) {
    for (int i = 0; i < budgets.size(); i++) {
      Past past = add(budgets.get(i), nanoUsd);
      if (past != null) {
        takeBack(budgets.subList(0, i), nanoUsd);
        return past;
      }
    }
    return null;
  }

  private @Nullable Past add(Budget budget, long nanoUsd) {
    Long cap = budget.hourlyNanoUsd();
    if (cap == null) {
      return null;
    }
    Hour.Full full = budget.account().hour().reserve(cap, nanoUsd);
    if (full != null) {
      return new Past(budget, cap, full);
    }
    held.merge(budget.account(), nanoUsd, Long::sum);
    return null;
  }

  private void takeBack(List<Budget> budgets, long nanoUsd) {
    for (Budget budget : budgets) {
      if (budget.hourlyNanoUsd() != null) {
        budget.account().hour().settle(nanoUsd, 0);
        held.computeIfPresent(budget.account(), (account, sum) -> sum - nanoUsd);
      }
    }
  }

  /** Charges {@code nanoUsd} in all hours that hold something. */
  void settle(long nanoUsd) {
    held.forEach((account, reserved) -> settle(account, reserved, nanoUsd));
    held.clear();
  }

  private static void settle(Account account, long reserved, long charged) {
    if (reserved > 0) {
      account.hour().settle(reserved, charged);
    }
  }
}
