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

  void note(Instant at, String group, Consumer<Part> what) {
    what.accept(all);
    what.accept(days.computeIfAbsent(budget.dayAt(at), day -> new Part()));
    what.accept(groups.part(group));
  }

  void note(Rule rule, Instant at, String group, Consumer<Part> what) {
    note(at, group, what);
    what.accept(rules.computeIfAbsent(rule, r -> new Part()));
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
