/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import io.opentelemetry.javaagent.aiops.budget.BudgetExceededException.Details;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts money into purses: from what this process holds, and from what the control plane has where
 * that is not enough.
 */
final class Filling {

  private static final long STEP_MILLIS = 20;

  private final Budgets budgets;
  private final Gate.Waits waits;
  private final Runnable settle;
  private final InstantSource clock;

  Filling(Budgets budgets, Gate.Waits waits, Runnable settle, InstantSource clock) {
    this.budgets = budgets;
    this.waits = waits;
    this.settle = settle;
    this.clock = clock;
  }

  /** Sets {@code nanoUsd} aside in all of {@code covering}; null if that is done. */
  Verdict.@Nullable Refused fill(Purse purse, List<Budget> covering, long nanoUsd)
      throws InterruptedException {
    Refusal refusal = purse.add(nanoUsd);
    if (refusal == null) {
      return null;
    }
    settle.run(); // what has ended and still holds money is not in the way
    long began = System.nanoTime();
    refusal = purse.add(nanoUsd);
    while (refusal != null) {
      Budget budget = named(covering, refusal.budget());
      Verdict.Refused refused = more(budget, refusal, nanoUsd, began);
      if (refused != null) {
        return refused;
      }
      refusal = purse.add(nanoUsd);
    }
    return null;
  }

  /** Settles what calls that have ended still hold. */
  void settleEnded() {
    settle.run();
  }

  /** Gives others a little time to end; false if the call has waited long enough. */
  boolean awaitSettlements(long beganNanos) throws InterruptedException {
    if (System.nanoTime() - beganNanos >= waits.settlements().toNanos()) {
      return false;
    }
    Thread.sleep(STEP_MILLIS);
    settle.run();
    return true;
  }

  private static Budget named(List<Budget> budgets, String name) {
    return budgets.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Gets money, or waits for some; null if it is worth another try. */
  private Verdict.@Nullable Refused more(
      Budget budget, Refusal refusal, long asked, long beganNanos) throws InterruptedException {
    long waited = System.nanoTime() - beganNanos;
    Duration left = waits.grant().minusNanos(waited);
    Answer answer = budgets.more(budget, asked, left.isNegative() ? Duration.ZERO : left);
    if (answer instanceof Answer.Refused refused) {
      boolean mayFit =
          refused.rule().equals("held_in_leases") || refusal.couldFitAfterSettlements();
      return mayFit && awaitSettlements(beganNanos)
          ? null
          : refused(budget, refused.rule(), refused.standing(), asked);
    }
    if (answer instanceof Answer.Unavailable none) {
      return unavailable(budget, none, asked);
    }
    return left.isNegative() ? tooSlow(budget, asked) : null;
  }

  private Verdict.Refused tooSlow(Budget budget, long asked) {
    String why = "no money came within " + waits.grant().toMillis() + " ms";
    return unavailable(budget, new Answer.Unavailable(why, clock.instant()), asked);
  }

  private Verdict.Refused unavailable(Budget budget, Answer.Unavailable none, long asked) {
    return new Verdict.Refused(
        new BudgetUnavailableException(budget.name(), none.why(), none.since(), clock.instant()),
        "unavailable",
        asked,
        null,
        null);
  }

  /** The refusal of a call by the day's cap. */
  static Verdict.Refused refused(Budget budget, String rule, Standing standing, long asked) {
    Details details =
        new Details(
            budget.name(),
            standing.cap(),
            standing.spent(),
            standing.leased(),
            asked,
            standing.day(),
            standing.resetsIn(),
            standing.raisedBy().isEmpty()
                ? "whoever edits the policy file"
                : "role " + String.join(" or ", standing.raisedBy()));
    return new Verdict.Refused(
        new BudgetExceededException(details),
        rule,
        asked,
        standing.day(),
        new Verdict.Figures(standing.cap(), standing.spent(), standing.leased()));
  }
}
