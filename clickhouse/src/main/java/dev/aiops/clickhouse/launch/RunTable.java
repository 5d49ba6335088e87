/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.RunSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs, one a line of at most 120 characters.
 *
 * @param runs in the order they are shown
 * @param ids how their ids are shown
 * @param oneDay whether they are of one day, which is said elsewhere
 * @param ink colours
 */
record RunTable(List<RunSummary> runs, ShortIds ids, boolean oneDay, Ink ink) {

  private static final int WIDEST_NAME = 28;
  private static final int NARROWEST_NAME = 8;

  /** Runs of any days. */
  static RunTable of(List<RunSummary> runs, Ink ink) {
    return new RunTable(runs, ShortIds.of(runs.stream().map(RunSummary::id).toList()), false, ink);
  }

  String text() {
    return Table.fitted(this::table, WIDEST_NAME, NARROWEST_NAME) + legend();
  }

  private String legend() {
    List<String> signs = new ArrayList<>();
    if (runs.stream().map(RunTable::cost).anyMatch(cost -> cost.contains("~"))) {
      signs.add("~ estimated");
    }
    if (runs.stream().map(RunTable::cost).anyMatch(cost -> cost.startsWith(">"))) {
      signs.add("> some of its calls have no known price");
    }
    if (runs.stream().anyMatch(run -> run.status().equals("waiting_approval"))) {
      signs.add("waiting: for a person, ./aiops run ID says for what");
    }
    return signs.isEmpty() ? "" : String.join(", ", signs) + System.lineSeparator();
  }

  private Table table(int name) {
    Table table =
        Table.of(
            left("RUN"),
            left(oneDay ? "STARTED" : "STARTED (UTC)"),
            left("STATUS"),
            left("AGENT"),
            right("TOOK"),
            right("CALLS"),
            right("TOOLS"),
            right("RETRY"),
            right("FALLBACK"),
            right("TOKENS IN"),
            right("OUT"),
            right("COST"));
    runs.forEach(run -> table.add(row(run, name)));
    return table;
  }

  private String[] row(RunSummary run, int name) {
    return new String[] {
      ids.of(run.id()),
      oneDay ? Text.timeOfDay(run.startedAt()) : Text.shortTime(run.startedAt()),
      ink.status(run.status()),
      Text.cut(name(run), name),
      Text.duration(run.duration()),
      Text.some(run.modelCalls()),
      Text.some(run.toolCalls()),
      Text.some(run.retries()),
      Text.some(run.fallbacks()),
      Text.count(run.inputTokens()),
      Text.count(run.outputTokens()),
      cost(run)
    };
  }

  /** A run without an agent is a bare call of a model. */
  private static String name(RunSummary run) {
    if (!run.agent().isEmpty()) {
      return run.agent();
    }
    return run.models().isEmpty() ? run.service() : String.join(", ", run.models());
  }

  /** {@code ~} before a cost that is estimated in part, {@code >} where a part is unknown. */
  private static String cost(RunSummary run) {
    String cost = (run.estimatedCalls() > 0 ? "~" : "") + Text.usd(run.costUsd());
    return run.unpricedCalls() > 0 && run.costUsd() != null ? ">" + cost : cost;
  }
}
