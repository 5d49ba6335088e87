/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Match;
import dev.aiops.approval.budget.UnknownPrice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a process must know of a budget that may cover its calls.
 *
 * @param match what is left to be matched for each call
 * @param halted why nothing may be spent; null if something may
 */
record BudgetView(
    String name,
    String mode,
    CallMatch match,
    @Nullable Ceiling unknownPrice,
    Guard spendGuard,
    @Nullable Nanos maxLeaseNanos,
    long leaseSeconds,
    @Nullable Integer injectMaxTokens,
    List<String> raisedBy,
    @Nullable String halted) {

  /** All that may cover a process's calls, in the order in which a call asks them. */
  record Page(String policy, List<BudgetView> budgets) {}

  /** Patterns on what only the call knows; an empty list asks nothing. */
  record CallMatch(List<String> agent, List<String> user, List<String> model) {

    static CallMatch of(Match match) {
      return new CallMatch(texts(match.agent()), texts(match.user()), texts(match.model()));
    }

    private static List<String> texts(List<Glob> globs) {
      return globs.stream().map(Glob::pattern).toList();
    }
  }

  /** What a call is charged whose model has no known price. */
  record Ceiling(Nanos inputPerMillionNanos, Nanos outputPerMillionNanos) {

    static @Nullable Ceiling of(UnknownPrice price) {
      UnknownPrice.Ceiling ceiling = price.ceiling();
      return ceiling == null
          ? null
          : new Ceiling(
              new Nanos(ceiling.inputPerMillion()), new Nanos(ceiling.outputPerMillion()));
    }
  }

  /** Bounds on the pace; null is no bound. */
  record Guard(@Nullable Nanos perHourNanos, @Nullable Integer sameToolCalls) {}

  static Page page(Budgets state, String service, String environment, String team) {
    List<BudgetView> views =
        state.policy().budgets().stream()
            .filter(budget -> budget.match().mayCover(service, environment, team))
            .map(budget -> of(budget, state.halted().get(budget.name())))
            .toList();
    return new Page(state.policy().version(), views);
  }

  private static BudgetView of(Budget budget, @Nullable String halted) {
    return new BudgetView(
        budget.name(),
        budget.mode().name().toLowerCase(Locale.ROOT),
        CallMatch.of(budget.match()),
        Ceiling.of(budget.unknownPrice()),
        new Guard(Nanos.of(budget.guard().perHour()), budget.guard().sameToolCalls()),
        Nanos.of(budget.maxLease()),
        budget.leaseValidity().toSeconds(),
        budget.injectMaxTokens(),
        budget.raisedBy(),
        halted);
  }
}
