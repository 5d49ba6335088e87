/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.OneRun;
import dev.aiops.clickhouse.read.RunSpans;
import dev.aiops.clickhouse.read.RunSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Shows one run: what it was asked, how it went, and its timeline. */
record OneRunCommand(State state, PrintStream out) {

  private static final int CONTENT = 400;

  void run(List<String> args) throws IOException {
    if (args.size() != 1) {
      throw new CommandException(
          "which run? ./aiops run ID, with an id or its beginning from ./aiops runs");
    }
    ClickHouse reader = state.reader();
    List<RunSummary> runs = new OneRun(args.get(0)).at(reader);
    if (runs.isEmpty()) {
      throw new CommandException(
          "no run has an id that begins with " + args.get(0) + ": ./aiops runs lists the newest");
    }
    if (runs.size() > 1) {
      out.println("Several runs begin with " + args.get(0) + ":");
      out.print(Runs.table(runs));
      return;
    }
    show(runs.get(0));
    out.println();
    out.print(
        new Timeline(runs.get(0).failingSpanId(), new RunSpans(runs.get(0).id()).at(reader))
            .text());
  }

  private void show(RunSummary run) {
    out.println("run       " + run.id());
    out.println(
        "status    "
            + run.status()
            + (run.error().isEmpty() ? "" : ": " + Text.cut(run.error(), CONTENT)));
    out.println(
        "agent     " + (run.agent().isEmpty() ? "?" : run.agent()) + " in " + run.service());
    out.println(
        "started   " + Text.time(run.startedAt()) + " UTC, took " + Text.duration(run.duration()));
    out.println("models    " + String.join(", ", run.models()));
    out.println(
        "tokens    "
            + Text.count(run.inputTokens())
            + " in, "
            + Text.count(run.outputTokens())
            + " out");
    out.println("cost      " + Text.usd(run.costUsd(), run.unpricedCalls(), run.estimatedCalls()));
    if (!run.input().isEmpty()) {
      out.println("input     " + Text.cut(run.input(), CONTENT));
    }
    if (!run.output().isEmpty()) {
      out.println("output    " + Text.cut(run.output(), CONTENT));
    }
  }
}
