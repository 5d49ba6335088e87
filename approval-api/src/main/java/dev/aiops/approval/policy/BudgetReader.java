/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.BudgetRules;
import dev.aiops.approval.budget.Match;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.Money;
import dev.aiops.approval.budget.SpendGuard;
import dev.aiops.approval.budget.UnknownPrice;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one budget. */
final class BudgetReader {

  private static final long LEASE_SECONDS = 120;

  private final Mistakes mistakes;

  BudgetReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The budget, unless it has a mistake that leaves it without a name or cap. */
  Optional<Budget> read(Node node) {
    Fields fields = Fields.of(node, "budgets", mistakes);
    Optional<String> name = fields.value(Key.NAME, Function.identity(), BudgetRules::name);
    Optional<Long> cap = fields.value(Key.DAILY_CAP, Money::nanos, BudgetRules::cap);
    Rest rest = rest(fields, cap.orElse(Money.MAX));
    return name.isPresent() && cap.isPresent()
        ? Optional.of(rest.budget(name.get(), cap.get()))
        : Optional.empty();
  }

  private record Rest(
      Match match,
      ZoneId zone,
      Mode mode,
      UnknownPrice price,
      Optional<Long> maxLease,
      long leaseSeconds,
      Optional<Long> maxTokens,
      SpendGuard guard,
      List<String> raisedBy) {

    Budget budget(String name, long cap) {
      return new Budget(
          name,
          match,
          cap,
          zone,
          mode,
          price,
          maxLease.orElse(null),
          Duration.ofSeconds(leaseSeconds),
          maxTokens.map(Long::intValue).orElse(null),
          guard,
          raisedBy);
    }
  }

  private Rest rest(Fields fields, long cap) {
    return new Rest(
        fields.node(Key.MATCH).map(this::match).orElse(Match.ALL),
        fields.value(Key.ZONE, Values::zone, zone -> null).orElse(ZoneOffset.UTC),
        fields.value(Key.MODE, Values::mode, mode -> null).orElse(Mode.ENFORCE),
        fields.node(Key.UNKNOWN_PRICE).map(this::price).orElse(UnknownPrice.REFUSE),
        fields.value(Key.MAX_LEASE, Money::nanos, lease -> BudgetRules.maxLease(lease, cap)),
        fields
            .value(Key.LEASE_SECONDS, Values::whole, BudgetRules::leaseSeconds)
            .orElse(LEASE_SECONDS),
        fields.value(Key.INJECT_MAX_TOKENS, Values::whole, BudgetRules::maxTokens),
        fields.node(Key.SPEND_GUARD).map(node -> guard(node, cap)).orElse(SpendGuard.NONE),
        fields.values(Key.RAISED_BY, Values::role));
  }

  private Match match(Node node) {
    Fields fields = Fields.of(node, "match", mistakes);
    return new Match(
        fields.values(Key.SERVICE, Values::glob),
        fields.values(Key.AGENT, Values::glob),
        fields.values(Key.TEAM, Values::glob),
        fields.values(Key.ENVIRONMENT, Values::glob),
        fields.values(Key.USER, Values::glob),
        fields.values(Key.MODEL, Values::glob));
  }

  private UnknownPrice price(Node node) {
    if (node instanceof ScalarNode scalar) {
      boolean refuses = scalar.getValue().equals("refuse");
      mistakes.addIf(
          node, "unknown_price", refuses ? null : "must be refuse or a map of ceiling prices");
      return UnknownPrice.REFUSE;
    }
    Fields fields = Fields.of(node, "unknown_price", mistakes);
    Optional<Long> input = fields.value(Key.INPUT_PER_MILLION, Money::nanos, BudgetRules::ceiling);
    Optional<Long> output =
        fields.value(Key.OUTPUT_PER_MILLION, Money::nanos, BudgetRules::ceiling);
    return input.isPresent() && output.isPresent()
        ? new UnknownPrice(new UnknownPrice.Ceiling(input.get(), output.get()))
        : UnknownPrice.REFUSE;
  }

  private SpendGuard guard(Node node, long cap) {
    Fields fields = Fields.of(node, "spend_guard", mistakes);
    Optional<Long> hour =
        fields.value(Key.DOLLARS_PER_HOUR, Money::nanos, most -> BudgetRules.perHour(most, cap));
    Optional<Long> calls = fields.value(Key.SAME_TOOL_CALLS, Values::whole, BudgetRules::repeats);
    return new SpendGuard(hour.orElse(null), calls.map(Long::intValue).orElse(null));
  }
}
