/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.RunSummary;
import java.util.List;

/**
 * Runs, one a line of at most 120 characters.
 *
 * @param runs in the order they are shown
 * @param ids how their ids are shown
 * @param ink colours
 */
record RunTable(List<RunSummary> runs, ShortIds ids, Ink ink) {

  private static final int NAME = 22;

  static RunTable of(List<RunSummary> runs, Ink ink) {
    return new RunTable(runs, ShortIds.of(runs.stream().map(RunSummary::id).toList()), ink);
  }

  String text() {
    boolean oneDay = runs.stream().map(run -> Text.day(run.startedAt())).distinct().count() <= 1;
    Table table =
        Table.of(
            left("RUN"),
            left(oneDay ? "STARTED" : "STARTED (UTC)"),
            left("STATUS"),
            left("AGENT"),
            right("TOOK"),
            right("CALLS"),
            right("TOOLS"),
            right("RETRIES"),
            right("FELL BACK"),
            right("IN"),
            right("OUT"),
            right("COST"),
            left(""));
    runs.forEach(run -> table.add(row(run, oneDay)));
    return table.text();
  }

  private String[] row(RunSummary run, boolean oneDay) {
    return new String[] {
      ids.of(run.id()),
      oneDay ? Text.timeOfDay(run.startedAt()) : Text.shortTime(run.startedAt()),
      ink.status(run.status()),
      Text.cut(name(run), NAME),
      Text.duration(run.duration()),
      Text.some(run.modelCalls()),
      Text.some(run.toolCalls()),
      Text.some(run.retries()),
      Text.some(run.fallbacks()),
      Text.count(run.inputTokens()),
      Text.count(run.outputTokens()),
      Text.usd(run.costUsd()),
      note(run)
    };
  }

  /** A run without an agent is a bare call of a model. */
  private static String name(RunSummary run) {
    if (!run.agent().isEmpty()) {
      return run.agent();
    }
    return run.models().isEmpty() ? run.service() : String.join(", ", run.models());
  }

  private static String note(RunSummary run) {
    String note = run.estimatedCalls() > 0 ? "e" : "";
    return run.unpricedCalls() > 0 ? note + "u" : note;
  }
}
