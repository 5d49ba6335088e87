/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.BudgetCharges.Charges;
import java.math.BigDecimal;

/**
 * A provider's bill for the calls of one budget.
 *
 * @param budget its name
 * @param reportedCalls the calls whose usage the provider reported and whose price is known
 * @param reportedUsd what it billed for these
 * @param allCalls all calls that the budget admitted
 * @param allUsd what it billed for these
 */
record BudgetBill(
    String budget, long reportedCalls, BigDecimal reportedUsd, long allCalls, BigDecimal allUsd) {

  /** Whether the charges are exact where anybody can know it, and not below the bill in total. */
  boolean holdsFor(Charges charged) {
    return charged.actualCalls() == reportedCalls
        && charged.actualUsd().compareTo(reportedUsd) == 0
        && charged.calls() == allCalls
        && charged.usd().compareTo(allUsd) >= 0;
  }

  String text(Charges charged, Ink ink) {
    Table table =
        Table.of(
            Table.left("BOOK"),
            Table.right("USAGE REPORTED"),
            Table.right("COST"),
            Table.right("ALL CALLS"),
            Table.right("COST"));
    table.add(
        "charged to " + budget,
        Text.count(charged.actualCalls()),
        Text.usd(charged.actualUsd()),
        Text.count(charged.calls()),
        Text.usd(charged.usd()));
    table.add(
        "provider's own",
        Text.count(reportedCalls),
        Text.usd(reportedUsd),
        Text.count(allCalls),
        Text.usd(allUsd));
    String verdict = verdict(charged);
    String line = holdsFor(charged) ? ink.good(verdict) : ink.bad(verdict);
    return table.text() + line + System.lineSeparator();
  }

  /** One line, for the screen or as the reason of a failure. */
  String verdict(Charges charged) {
    if (!holdsFor(charged)) {
      return "The charges of budget " + budget + " do not hold against the provider's bill.";
    }
    long inFull = charged.calls() - charged.actualCalls();
    String why =
        inFull == 0
            ? ""
            : System.lineSeparator()
                + Text.several(inFull, "call")
                + " without usage: charged the most that can have been billed.";
    return "Equal to the last digit where usage was reported, and in total never below the bill."
        + why;
  }
}
