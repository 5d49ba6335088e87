/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides calls in the order of time, as control plane and agent do together, with what those
 * before them left of each budget. A call spends when it begins, and no lease holds money.
 */
final class Judge {

  private static final List<Rule> OF_MONEY =
      List.of(Rule.ABOVE_MAX_LEASE, Rule.HOURLY, Rule.CAP_REACHED);

  private final Policy policy;
  private final Days days = new Days();
  private final Hours hours = new Hours();

  Judge(Policy policy) {
    this.policy = policy;
  }

  Decision judge(Call call) {
    Terms terms = Terms.of(policy.covering(call.caller()));
    if (call.bill().is(Bill.Status.UNKNOWN_PRICE) && terms.refuseUnknownPrice()) {
      return ofUnknownPrice(terms);
    }
    Amount amount = Amount.of(call.bill(), terms.ceiling());
    Optional<Refusal> refusal = refusal(terms.enforcing(), call, amount);
    return refusal.isPresent()
        ? new Decision(terms.covering(), refusal, List.of(), 0L)
        : sent(terms, call, amount);
  }

  /** Where all that cover it observe, each would have been asked for what nobody could bound. */
  private static Decision ofUnknownPrice(Terms terms) {
    Optional<Refusal> refusal =
        terms.enforcing().stream()
            .filter(Terms::refusesUnknownPrice)
            .findFirst()
            .map(budget -> new Refusal(budget, Rule.UNKNOWN_PRICE));
    return refusal.isPresent()
        ? new Decision(terms.covering(), refusal, List.of(), 0L)
        : new Decision(
            terms.covering(),
            refusal,
            terms.observing().stream().map(b -> new Refusal(b, Rule.UNKNOWN_PRICE)).toList(),
            null);
  }

  private Decision sent(Terms terms, Call call, Amount amount) {
    List<Refusal> marks =
        terms.observing().stream()
            .flatMap(budget -> refusal(List.of(budget), call, amount).stream())
            .toList();
    Long charged = amount.charged();
    if (charged != null) {
      terms.covering().forEach(budget -> charge(budget, call, charged));
    }
    return new Decision(terms.covering(), Optional.empty(), marks, charged);
  }

  private void charge(Budget budget, Call call, long nanos) {
    days.charge(budget, call.at(), nanos);
    hours.charge(budget, call, nanos);
  }

  /** By the first rule that one of them finds broken, as all must agree. */
  private Optional<Refusal> refusal(List<Budget> together, Call call, Amount amount) {
    return OF_MONEY.stream()
        .flatMap(
            rule ->
                together.stream()
                    .filter(budget -> breaks(rule, budget, call, amount.need()))
                    .map(budget -> new Refusal(budget, rule)))
        .findFirst();
  }

  private boolean breaks(Rule rule, Budget budget, Call call, long need) {
    return switch (rule) {
      case ABOVE_MAX_LEASE -> budget.maxLease() != null && need > budget.maxLease();
      case HOURLY -> !hours.fits(budget, call, need);
      case CAP_REACHED -> !days.fits(budget, call.at(), need);
      case UNKNOWN_PRICE, SAME_TOOL_CALLS -> false;
    };
  }

  /** The refusal by the first enforcing budget that minds, else the marks of observing ones. */
  List<Refusal> judge(ToolUse use) {
    List<Refusal> all =
        policy.covering(use.caller()).stream()
            .filter(budget -> isTooOften(budget, use))
            .map(budget -> new Refusal(budget, Rule.SAME_TOOL_CALLS))
            .toList();
    Stream<Refusal> enforced = all.stream().filter(each -> each.budget().mode() == Mode.ENFORCE);
    return enforced.findFirst().map(List::of).orElse(all);
  }

  private static boolean isTooOften(Budget budget, ToolUse use) {
    Integer most = budget.guard().sameToolCalls();
    return most != null && use.times() > most;
  }
}
