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
import java.util.List;
import java.util.regex.Pattern;

/** Lists the newest runs. */
record Runs(State state, PrintStream out, InstantSource clock) {

  private static final int DEFAULT = 20;
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");

  void run(List<String> args) throws IOException {
    List<RunSummary> runs = new NewestRuns(limit(args)).at(state.reader(), clock);
    if (runs.isEmpty()) {
      out.println("No runs yet. ./aiops demo makes some; ./aiops up says how to attach an app.");
      return;
    }
    out.print(RunTable.of(runs, state.ink()).text());
  }

  private static int limit(List<String> args) {
    if (args.isEmpty()) {
      return DEFAULT;
    }
    if (!NUMBER.matcher(args.get(0)).matches()) {
      throw new CommandException(
          "./aiops runs takes a number of runs from 1, got '" + args.get(0) + "'");
    }
    return Integer.parseInt(args.get(0));
  }
}
