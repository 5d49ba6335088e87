/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a back-test cannot know.
 *
 * @param tools tool calls, where the policy bounds their repeats
 * @param toolsAreCut whether there were more of them than memory is there for
 */
record Notes(Optional<RecordedTools.Counts> tools, boolean toolsAreCut) {

  private static final List<String> ALWAYS =
      List.of(
          "A refused call saves what it cost and spends nothing. What its run would have done without"
              + " it is not known;\nits later calls are replayed as they were.",
          "A call asks for what it cost, or for all that was set aside where it was charged in full."
              + " Live it asks for the\nmost that it can cost, and other processes' leases and calls"
              + " under way hold money: near a bound more is refused.",
          "Each call counts for the first enforcing budget, in the file's order, that minds it."
              + " Halts, raises of a day's cap\nand output limits are not replayed.");

  List<String> of(Findings findings) {
    List<String> notes = new ArrayList<>(ALWAYS);
    unknownCosts(findings, notes);
    if (findings.refusedThenCalls() > 0) {
      notes.add(
          Text.calls(findings.refusedThenCalls())
              + " refused by budgets at the time cost nothing and are not replayed: what they would"
              + " have cost is\nnot known.");
    }
    tools.ifPresent(counts -> tools(counts, notes));
    memory(findings, notes);
    return notes;
  }

  private static void unknownCosts(Findings findings, List<String> notes) {
    if (findings.recorded().unknown() > 0) {
      notes.add(
          Text.calls(findings.recorded().unknown())
              + " of unknown cost ("
              + findings.unpricedCalls()
              + " of a model without a known price): where no ceiling price says\nwhat to charge,"
              + " they spend nothing here. What was spent is at least what is shown.");
    }
    if (findings.estimatedCalls() > 0) {
      notes.add("The cost of " + Text.calls(findings.estimatedCalls()) + " is an estimate.");
    }
  }

  private void tools(RecordedTools.Counts counts, List<String> notes) {
    notes.add(
        "same_tool_calls: of "
            + Text.calls(counts.calls())
            + " of tools in runs, the arguments of "
            + (counts.calls() - counts.comparable())
            + " were not recorded whole, and these do not\ncount (aiops.capture.tool-arguments"
            + " records them). They are counted over all of a run's processes.");
    if (toolsAreCut) {
      notes.add(
          "More than "
              + RecordedToolUses.MOST
              + " repeats of a tool in a day: those beyond are left out. Ask for fewer days.");
    }
  }

  private static void memory(Findings findings, List<String> notes) {
    if (findings.runs().hasOverflowed()) {
      notes.add("More runs are touched than can be counted: each number of runs is at least that.");
    }
  }
}
