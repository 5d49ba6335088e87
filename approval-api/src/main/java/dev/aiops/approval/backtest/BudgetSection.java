/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.Money;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what one budget found. */
record BudgetSection(BudgetFindings found, RunsTouched runs, Grouping by) {

  private static final int TOP = 10;
  private static final String INDENT = "  ";

  String text() {
    StringBuilder text = new StringBuilder(heading());
    if (found.all().covered().calls() == 0) {
      return text.append("  covers none of the calls\n").toString();
    }
    text.append(inAll()).append(rules()).append(days()).append(groups());
    return text.toString();
  }

  private boolean observes() {
    return found.budget().mode() == Mode.OBSERVE;
  }

  private String heading() {
    Budget budget = found.budget();
    return "Budget "
        + budget.name()
        + ": "
        + Money.usd(budget.dailyCap())
        + " a day in "
        + Text.zone(budget.zone())
        + (observes() ? ", observes\n" : ", enforces\n");
  }

  private String inAll() {
    Part all = found.all();
    return "  covers "
        + Text.calls(all.covered().calls())
        + ", is charged "
        + Text.usd(all.spent())
        + " for "
        + all.spent().calls()
        + "\n  "
        + (all.refused().calls() == 0 ? verb() + "none" : objections(all.refused()))
        + "\n";
  }

  private String verb() {
    return observes() ? "marks " : "refuses ";
  }

  private String objections(Sum refused) {
    return verb()
        + refused.calls()
        + " of "
        + Text.runs(runs.count(found.budget()), runs.hasOverflowed())
        + (observes() ? ", which cost " : ", which saves ")
        + Text.usd(refused);
  }

  private String rules() {
    StringBuilder text = new StringBuilder();
    found
        .rules()
        .forEach(
            (rule, part) ->
                text.append("    ")
                    .append(rule.text())
                    .append(": ")
                    .append(Text.calls(part.refused().calls()))
                    .append(", ")
                    .append(Text.usd(part.refused()))
                    .append('\n'));
    return text.toString();
  }

  private String days() {
    ZoneId zone = found.budget().zone();
    Table table =
        new Table(INDENT, "DAY", "CALLS", "CHARGED", refusedHeading(), savedHeading(), "FIRST AT");
    found
        .days()
        .forEach(
            (day, part) -> {
              List<String> cells = cells(day.toString(), part);
              cells.add(Text.clock(part.first(), zone));
              table.add(cells);
            });
    return table.text();
  }

  private static List<String> cells(String name, Part part) {
    return new ArrayList<>(
        List.of(
            name,
            Long.toString(part.covered().calls()),
            Text.usd(part.spent()),
            Long.toString(part.refused().calls()),
            Text.usd(part.refused())));
  }

  private String groups() {
    List<Groups.Group> top = found.groups().top(TOP);
    Table table =
        new Table(
            INDENT,
            by.text().toUpperCase(Locale.ROOT),
            "CALLS",
            "CHARGED",
            refusedHeading(),
            savedHeading());
    top.forEach(group -> table.add(cells(name(group), group.part())));
    return table.text() + rest(top.size());
  }

  private static String name(Groups.Group group) {
    return group.name().isEmpty() ? "(unknown)" : group.name();
  }

  private String rest(int shown) {
    int more = found.groups().count() - shown;
    long others = found.groups().others().covered().calls();
    return (more > 0 ? "  and " + more + " more\n" : "")
        + (others > 0
            ? "  and " + Text.calls(others) + " of more names than can be told apart\n"
            : "");
  }

  private String refusedHeading() {
    return observes() ? "MARKED" : "REFUSED";
  }

  private String savedHeading() {
    return observes() ? "COST OF THESE" : "SAVED";
  }
}
