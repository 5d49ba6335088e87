/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.backtest.Backtest.Question;
import dev.aiops.approval.budget.Mode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Tells what a replay found. Lines have at most 120 columns where names are not long. */
record Report(Question question, Period period, Findings findings, Notes notes) {

  private static final int VERSION = 12;

  String text() {
    StringBuilder text = new StringBuilder(heading());
    if (findings.recorded().calls() + findings.refusedThenCalls() == 0) {
      return text.append("\nNo model call was recorded in that time: nothing can be said.\n")
          .toString();
    }
    text.append(first()).append('\n').append(totals()).append('\n').append(verdict());
    for (BudgetFindings budget : findings.budgets()) {
      text.append('\n').append(new BudgetSection(budget, findings.runs(), question.by()).text());
    }
    return text.append('\n').append(notesText()).toString();
  }

  private String heading() {
    String version = question.policy().version().substring(0, VERSION);
    return "Back-test of "
        + question.file()
        + ", version "
        + version
        + "\non the calls from "
        + period.since()
        + " to "
        + period.until().truncatedTo(ChronoUnit.SECONDS)
        + ": "
        + days(question.days())
        + "\n";
  }

  private static String days(int days) {
    return switch (days) {
      case 1 -> "today";
      case 2 -> "today and the day before";
      default -> "today and the " + (days - 1) + " days before";
    };
  }

  /** The log does not reach back for ever. */
  private String first() {
    Instant first = findings.first();
    return first == null
        ? ""
        : "the first that is in the log began " + first.truncatedTo(ChronoUnit.SECONDS) + "\n";
  }

  private String totals() {
    Table table =
        new Table("", "MODEL CALLS", "NUMBER", "COST")
            .add("recorded", number(findings.recorded()), Text.usd(findings.recorded()))
            .add("that no budget covers", number(findings.uncovered()), cost(findings.uncovered()))
            .add("that would be refused", number(findings.refused()), cost(findings.refused()));
    if (findings.refusedThenCalls() > 0) {
      table.add("refused at the time", Long.toString(findings.refusedThenCalls()), "unknown");
    }
    return table.text();
  }

  private static String number(Sum sum) {
    return Long.toString(sum.calls());
  }

  private static String cost(Sum sum) {
    return Text.usd(sum);
  }

  private String verdict() {
    Sum refused = findings.refused();
    if (refused.calls() == 0) {
      return observes()
          ? "It would have refused nothing; its observing budgets would have marked what is below.\n"
          : "It would have refused nothing.\n";
    }
    return "It would have refused "
        + Text.calls(refused.calls())
        + " of "
        + Text.runs(findings.runs().count(), findings.runs().hasOverflowed())
        + " and saved "
        + saved(refused)
        + ".\n";
  }

  private static String saved(Sum refused) {
    if (refused.unknown() == refused.calls()) {
      return "what nobody knows";
    }
    return refused.unknown() == 0
        ? Text.usd(refused.usd())
        : Text.usd(refused.usd()) + " and the unknown cost of " + Text.calls(refused.unknown());
  }

  private boolean observes() {
    return findings.budgets().stream()
        .anyMatch(
            found -> found.budget().mode() == Mode.OBSERVE && found.all().refused().calls() > 0);
  }

  private String notesText() {
    return notes.of(findings).stream()
        .map(note -> "- " + note.replace("\n", "\n  ") + "\n")
        .collect(Collectors.joining("", "What this does not know\n", ""));
  }
}
