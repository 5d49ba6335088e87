/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Approvals;
import dev.aiops.clickhouse.read.OneRun;
import dev.aiops.clickhouse.read.ReadException;
import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpans;
import dev.aiops.clickhouse.read.RunSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;

/** Shows one run: how it went, what it had to ask a person for, and its timeline. */
record OneRunCommand(State state, PrintStream out, InstantSource clock) {

  private static final int CONTENT = 400;

  void run(List<String> args) throws IOException {
    if (args.size() != 1) {
      throw new CommandException("which run? ./aiops run ID, with an id that ./aiops runs lists");
    }
    ClickHouse reader = state.reader();
    List<RunSummary> runs = new OneRun(args.get(0)).at(reader);
    if (runs.isEmpty()) {
      throw new CommandException(
          "no run has an id that begins or ends with "
              + args.get(0)
              + ": ./aiops runs lists the newest");
    }
    if (runs.size() > 1) {
      throw new CommandException(several(args.get(0), runs));
    }
    RunSummary run = runs.get(0);
    List<RunSpan> spans = new RunSpans(run.id()).at(reader);
    outcome(run, spans);
    approvals(run, reader);
    figures(run);
    out.println();
    out.print(new Timeline(run.failingSpanId(), spans, state.ink()).text());
  }

  private static String several(String part, List<RunSummary> runs) {
    String more = runs.size() == OneRun.MOST ? " or more" : "";
    String begin =
        runs.size()
            + more
            + " runs have an id that begins or ends with "
            + part
            + ", give more of it:";
    return begin + System.lineSeparator() + candidates(runs).stripTrailing();
  }

  private static String candidates(List<RunSummary> runs) {
    Table table = Table.of(Table.left("RUN"), Table.left("STARTED (UTC)"), Table.left("AGENT"));
    runs.forEach(run -> table.add(run.id(), Text.time(run.startedAt()), who(run)));
    return table.text();
  }

  private static String who(RunSummary run) {
    return run.agent().isEmpty() ? run.service() : run.agent() + " in " + run.service();
  }

  private void outcome(RunSummary run, List<RunSpan> spans) {
    line("run", run.id());
    line("status", state.ink().status(run.status()));
    if (!run.error().isEmpty()) {
      line("failed", where(run, spans) + Text.error(run.error(), CONTENT));
    }
  }

  /** A log that has no approvals, or keeps them from this user, does not keep the run. */
  private void approvals(RunSummary run, ClickHouse reader) {
    try {
      String pages = ControlPlane.of(state).pages();
      Approvals.askedBy(run, reader).stream()
          .map(approval -> new ApprovalLine(approval, clock.instant(), pages))
          .forEach(approval -> line(approval.name(), approval.value()));
    } catch (ReadException e) {
      line(
          "approvals",
          "not known: " + Text.visible(Text.cut(String.valueOf(e.getMessage()), CONTENT)));
      line(
          "",
          "Run ./aiops migrate, or grant " + reader.user() + " what clickhouse/README.md lists.");
    }
  }

  private void figures(RunSummary run) {
    line("agent", who(run));
    line("started", Text.time(run.startedAt()) + " UTC, took " + Text.duration(run.duration()));
    line("models", run.models().isEmpty() ? "none" : String.join(", ", run.models()));
    line(
        "tokens",
        Text.count(run.inputTokens()) + " in, " + Text.count(run.outputTokens()) + " out");
    line("cost", Text.usd(run.costUsd(), run.unpricedCalls(), run.estimatedCalls()));
    line("input", Text.cut(run.input(), CONTENT));
    line("output", Text.cut(run.output(), CONTENT));
  }

  private static String where(RunSummary run, List<RunSpan> spans) {
    return spans.stream()
        .filter(span -> span.id().equals(run.failingSpanId()))
        .map(span -> "in " + span.name() + ": ")
        .findFirst()
        .orElse("");
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      out.println(Text.wrapped(name, value));
    }
  }
}
