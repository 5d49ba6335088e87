/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.BudgetDays.BudgetDay;
import java.util.List;

/** What may be spent on each budget's day, was, and how many calls were refused. */
final class BudgetTable {

  private static final int NAME = 24;

  private BudgetTable() {}

  static String of(List<BudgetDay> days) {
    Table table =
        Table.of(
            left("BUDGET"),
            left("DAY"),
            right("CAP"),
            right("SPENT"),
            right("OF IT IN FULL"),
            right("HELD BY LEASES"),
            right("CALLS"),
            right("REFUSED"),
            left("FIRST REFUSAL"));
    days.forEach(
        d ->
            table.add(
                Text.cut(d.budget(), NAME),
                d.day().isEmpty() ? "?" : d.day(),
                Text.usd(d.capUsd()),
                Text.usd(d.spentUsd()),
                d.inFullUsd().signum() == 0 ? "-" : Text.usd(d.inFullUsd()),
                Text.usd(d.leasedUsd()),
                Text.count(d.calls()),
                Text.some(d.refused()),
                d.firstRefused() == null ? "" : Text.timeOfDay(d.firstRefused()) + " UTC"));
    return table.text() + inFull(days);
  }

  private static String inFull(List<BudgetDay> days) {
    return days.stream().allMatch(day -> day.inFullUsd().signum() == 0)
        ? ""
        : "In full: the most that calls can have cost of which nobody knows what they did cost."
            + System.lineSeparator();
  }
}
