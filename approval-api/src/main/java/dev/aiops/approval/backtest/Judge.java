/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides calls in the order of time, as control plane and agent do together, with what those
 * before them left of each budget. A call spends when it begins, and no lease holds money.
 */
final class Judge {

  /** Rules that are asked of all budgets before the next are. */
  private static final List<List<Rule>> IN_TURN =
      List.of(
          List.of(Rule.ABOVE_MAX_LEASE, Rule.SAME_TOOL_CALLS),
          List.of(Rule.DOLLARS_PER_HOUR),
          List.of(Rule.CAP_REACHED));

  private final Policy policy;
  private final Days days = new Days();
  private final Hours hours = new Hours();
  private final Repeats repeats = new Repeats();

  Judge(Policy policy) {
    this.policy = policy;
  }

  void take(ToolUse use) {
    repeats.take(use);
  }

  Decision judge(Call call) {
    Terms terms = Terms.of(policy.covering(call.caller()));
    if (call.bill().is(Bill.Status.UNKNOWN_PRICE) && terms.refuseUnknownPrice()) {
      return ofUnknownPrice(terms);
    }
    Amount amount = Amount.of(call.bill(), terms.ceiling());
    Optional<Refusal> refusal = refusal(terms.enforcing(), call, amount);
    return refusal.isPresent()
        ? new Decision(terms.covering(), refusal, List.of(), null)
        : sent(terms, call, amount);
  }

  /** Where all that cover it observe, each is asked for an amount that nobody knows. */
  private static Decision ofUnknownPrice(Terms terms) {
    Optional<Refusal> refusal =
        terms.enforcing().stream()
            .filter(Terms::refusesUnknownPrice)
            .findFirst()
            .map(budget -> new Refusal(budget, Rule.UNKNOWN_PRICE));
    List<Refusal> marks =
        refusal.isPresent()
            ? List.of()
            : terms.observing().stream().map(b -> new Refusal(b, Rule.UNKNOWN_PRICE)).toList();
    return new Decision(terms.covering(), refusal, marks, null);
  }

  private Decision sent(Terms terms, Call call, Amount amount) {
    List<Refusal> marks = new ArrayList<>(0);
    for (Budget budget : terms.observing()) {
      refusal(List.of(budget), call, amount).ifPresent(marks::add);
    }
    Long charged = amount.charged();
    if (charged != null) {
      charge(terms, marks, call, charged);
    }
    return new Decision(terms.covering(), Optional.empty(), marks, charged);
  }

  /** An observing budget that minds keeps its day all the same, but not its hour. */
  private void charge(Terms terms, List<Refusal> marks, Call call, long nanos) {
    for (Budget budget : terms.covering()) {
      days.charge(budget, call.at(), nanos);
      if (marks.stream().noneMatch(mark -> mark.budget().equals(budget))) {
        hours.charge(budget, call, nanos);
      }
    }
  }

  /** By the first that minds, as all must agree. */
  private Optional<Refusal> refusal(List<Budget> together, Call call, Amount amount) {
    return IN_TURN.stream()
        .flatMap(
            rules ->
                together.stream()
                    .flatMap(
                        budget ->
                            rules.stream()
                                .filter(rule -> breaks(rule, budget, call, amount.need()))
                                .map(rule -> new Refusal(budget, rule))))
        .findFirst();
  }

  private boolean breaks(Rule rule, Budget budget, Call call, long need) {
    return switch (rule) {
      case UNKNOWN_PRICE -> false;
      case ABOVE_MAX_LEASE -> budget.maxLease() != null && need > budget.maxLease();
      case SAME_TOOL_CALLS -> need > 0 && isInLoop(budget, call);
      case DOLLARS_PER_HOUR -> !hours.fits(budget, call, need);
      case CAP_REACHED -> !days.fits(budget, call.at(), need);
    };
  }

  private boolean isInLoop(Budget budget, Call call) {
    Integer most = budget.guard().sameToolCalls();
    return most != null && repeats.times(call.run(), call.at()) > most;
  }
}
