/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.NewestRuns;
import dev.aiops.clickhouse.read.RunSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Lists the newest runs. */
record Runs(State state, PrintStream out, InstantSource clock) {

  private static final int DEFAULT = 20;

  void run(List<String> args) throws IOException {
    List<RunSummary> runs = new NewestRuns(limit(args)).at(state.reader(), clock);
    if (runs.isEmpty()) {
      out.println("No runs yet. ./aiops demo makes some; ./aiops up says how to attach an app.");
      return;
    }
    out.print(table(runs));
  }

  private static int limit(List<String> args) {
    if (args.isEmpty()) {
      return DEFAULT;
    }
    try {
      return Integer.parseInt(args.get(0));
    } catch (NumberFormatException e) {
      throw new CommandException("./aiops runs takes a number of runs, got '" + args.get(0) + "'");
    }
  }

  /** The runs as a table with a heading. */
  static String table(List<RunSummary> runs) {
    List<List<String>> rows =
        new ArrayList<>(
            List.of(
                List.of(
                    "RUN",
                    "STARTED (UTC)",
                    "STATUS",
                    "AGENT",
                    "TOOK",
                    "MODEL CALLS",
                    "TOOLS",
                    "RETRIES",
                    "FALLBACKS",
                    "TOKENS IN",
                    "OUT",
                    "COST")));
    runs.forEach(run -> rows.add(row(run)));
    return Text.table(rows);
  }

  private static List<String> row(RunSummary run) {
    return List.of(
        run.id(),
        Text.time(run.startedAt()),
        run.status(),
        Text.cut(run.agent().isEmpty() ? run.service() : run.agent(), 24),
        Text.duration(run.duration()),
        Long.toString(run.modelCalls()),
        Long.toString(run.toolCalls()),
        Long.toString(run.retries()),
        Long.toString(run.fallbacks()),
        Text.count(run.inputTokens()),
        Text.count(run.outputTokens()),
        Text.usd(run.costUsd(), run.unpricedCalls(), run.estimatedCalls()));
  }
}
