/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one budget found: in all, by rule, by day in its zone, and by group. */
final class BudgetFindings {

  private static final int MOST_GROUPS = 5_000;

  private final Budget budget;
  private final Part all = new Part();
  private final Map<Rule, Part> rules = new EnumMap<>(Rule.class);
  private final SortedMap<LocalDate, Part> days = new TreeMap<>();
  private final Groups groups = new Groups(MOST_GROUPS);

  BudgetFindings(Budget budget) {
    this.budget = budget;
  }

  /** It covers a call, which is sent or not. */
  void covers(Call call, String group, Decision decision) {
    each(call.at(), group, part -> part.covers(call.bill().cost()));
    if (decision.refusal().isEmpty()) {
      each(call.at(), group, part -> part.sends(decision.charged()));
    }
  }

  /** It refuses a call, or would. */
  void refuses(Rule rule, Instant at, String group, @Nullable Long cost) {
    each(at, group, part -> part.refuses(at, cost));
    rules.computeIfAbsent(rule, r -> new Part()).refuses(at, cost);
  }

  private void each(Instant at, String group, Consumer<Part> what) {
    what.accept(all);
    what.accept(days.computeIfAbsent(budget.dayAt(at), day -> new Part()));
    what.accept(groups.part(group));
  }

  Budget budget() {
    return budget;
  }

  Part all() {
    return all;
  }

  Map<Rule, Part> rules() {
    return rules;
  }

  SortedMap<LocalDate, Part> days() {
    return days;
  }

  Groups groups() {
    return groups;
  }
}
