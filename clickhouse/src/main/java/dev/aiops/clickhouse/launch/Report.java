/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Approvals;
import dev.aiops.clickhouse.read.Approvals.Approval;
import dev.aiops.clickhouse.read.BudgetCharges;
import dev.aiops.clickhouse.read.BudgetCharges.Charges;
import dev.aiops.clickhouse.read.BudgetDays;
import dev.aiops.clickhouse.read.BudgetDays.BudgetDay;
import dev.aiops.clickhouse.read.CostIn;
import dev.aiops.clickhouse.read.FailedRuns;
import dev.aiops.clickhouse.read.PricedCost;
import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpans;
import dev.aiops.clickhouse.read.RunSummary;
import dev.aiops.clickhouse.read.RunTotals;
import dev.aiops.clickhouse.read.RunTotals.StatusTotals;
import dev.aiops.clickhouse.read.RunsIn;
import dev.aiops.clickhouse.read.UncertainCosts;
import dev.aiops.clickhouse.read.UncertainCosts.UncertainCall;
import dev.aiops.clickhouse.read.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tells what ran in a window: the runs, which failed and where, what they cost by day and model,
 * which costs are not exact, one run's timeline, what the budgets say and what waited for a person.
 * Compared with a provider's bill or an app's books it fails where they differ.
 */
record Report(State state, PrintStream out, InstantSource clock) {

  private static final int MOST_RUNS = 50;
  private static final int MOST_CALLS = 20;
  private static final int MOST_FAILURES = 10;
  private static final int CONTENT = 220;

  void run(List<String> args) throws IOException {
    ReportOptions options = ReportOptions.of(args, clock.instant());
    ClickHouse reader = state.reader();
    Window window = options.window();
    options.billedCalls().ifPresent(calls -> new Arrival(reader, window, calls).await());
    List<StatusTotals> totals = new RunTotals(window).at(reader);
    Sections sections = new Sections(reader, window, state.ink(), out);
    sections.title(totals);
    if (!totals.isEmpty()) {
      sections.body(totals);
    }
    sections.budgets(new BudgetDays(window).at(reader), options);
    List<Approval> approvals = new Approvals(window).at(reader);
    sections.approvals(approvals, options, clock.instant(), ControlPlane.of(state).pages());
    List<String> failures = new ArrayList<>();
    options
        .heldExecuted()
        .flatMap(n -> sections.compareHeld(n, approvals))
        .ifPresent(failures::add);
    options.budgetBill().flatMap(sections::compareBudget).ifPresent(failures::add);
    options.billedUsd().flatMap(b -> compare(options, sections, totals)).ifPresent(failures::add);
    if (!failures.isEmpty()) {
      throw new CommandException(
          String.join(" ", failures)
              + " Calls that have not come in yet wait in the spool of the app's host.");
    }
  }

  /** Why the books differ; empty where they do not. */
  private Optional<String> compare(
      ReportOptions options, Sections sections, List<StatusTotals> totals) {
    Comparison comparison =
        new Comparison(
            new PricedCost(options.window()).at(sections.reader),
            options.billedUsd().orElseThrow(),
            options.billedCalls(),
            leftOut(totals));
    sections.section("The provider's own bill, and what ClickHouse has for the same calls");
    out.print(comparison.text(state.ink()));
    return comparison.equal() ? Optional.empty() : Optional.of(comparison.verdict());
  }

  /** How many calls have no exact cost. */
  private static long leftOut(List<StatusTotals> totals) {
    return totals.stream().mapToLong(t -> t.unpricedCalls() + t.estimatedCalls()).sum();
  }

  /** The parts of the report, in their order. */
  private record Sections(ClickHouse reader, Window window, Ink ink, PrintStream out) {

    void title(List<StatusTotals> totals) {
      String who = window.service().isEmpty() ? "All services" : window.service();
      out.println(ink.title(who + " since " + Text.time(window.since()) + " UTC"));
      if (totals.isEmpty()) {
        out.println("No runs. ./aiops runs lists the newest there are.");
        return;
      }
      out.println(RunCounts.text(totals, ink));
    }

    void body(List<StatusTotals> totals) {
      List<RunSummary> runs = new ArrayList<>(new RunsIn(window, MOST_RUNS).at(reader));
      Collections.reverse(runs);
      List<RunSummary> failed = new FailedRuns(window, MOST_FAILURES).at(reader);
      List<UncertainCall> uncertain = new UncertainCosts(window, MOST_CALLS).at(reader);
      ShortIds ids =
          ShortIds.of(
              Stream.of(
                      runs.stream().map(RunSummary::id),
                      failed.stream().map(RunSummary::id),
                      uncertain.stream().map(UncertainCall::runId))
                  .flatMap(Function.identity())
                  .toList());
      runs(totals, runs, ids);
      failures(totals, failed, ids);
      section("Cost per day (UTC)");
      out.print(CostTable.of(new CostIn(window).at(reader)));
      uncertain(leftOut(totals), uncertain, ids);
      Highlight.of(runs).ifPresent(highlight -> timeline(highlight, ids));
    }

    private void runs(List<StatusTotals> totals, List<RunSummary> runs, ShortIds ids) {
      long all = totals.stream().mapToLong(StatusTotals::runs).sum();
      section(all == runs.size() ? "Runs" : "The newest " + runs.size() + " of " + all + " runs");
      out.print(new RunTable(runs, ids, oneDay(runs), ink).text());
    }

    private boolean oneDay(List<RunSummary> runs) {
      String day = Text.day(window.since());
      return runs.stream().allMatch(run -> Text.day(run.startedAt()).equals(day));
    }

    private void failures(List<StatusTotals> totals, List<RunSummary> failed, ShortIds ids) {
      if (failed.isEmpty()) {
        return;
      }
      long all =
          totals.stream()
              .filter(total -> FailedRuns.STATUSES.contains(total.status()))
              .mapToLong(StatusTotals::runs)
              .sum();
      String which =
          all > failed.size() ? "The newest " + failed.size() + " of " + all + " runs" : "Runs";
      section(which + " that failed");
      out.print(new FailureTable(failed, where(failed), ids).text());
    }

    private Map<String, RunSpan> where(List<RunSummary> failed) {
      Map<String, RunSpan> where = new HashMap<>();
      for (RunSummary run : failed) {
        new RunSpans(run.id())
            .at(reader).stream()
                .filter(span -> span.id().equals(run.failingSpanId()))
                .forEach(span -> where.put(run.id(), span));
      }
      return where;
    }

    private void uncertain(long all, List<UncertainCall> calls, ShortIds ids) {
      if (calls.isEmpty()) {
        return;
      }
      section("Calls whose cost is not exact");
      out.print(UncertainTable.of(calls, ids));
      if (all > calls.size()) {
        out.println("… and " + Text.count(all - calls.size()) + " older ones");
      }
    }

    void budgets(List<BudgetDay> days, ReportOptions options) {
      if (!days.isEmpty()) {
        section("Budgets, their whole days, all services");
        out.print(BudgetTable.of(days));
      }
      options.noCap().ifPresent(why -> out.println("No cap to show: " + why + "."));
    }

    void approvals(List<Approval> approvals, ReportOptions options, Instant now, String pages) {
      if (!approvals.isEmpty()) {
        section("Approvals: what had to wait for a person");
        out.print(new ApprovalTable(approvals, now, pages).text());
      }
      options
          .noApprovals()
          .ifPresent(why -> out.println("Nothing waits for a person: " + why + "."));
    }

    /** Why what ran is not what was approved; empty where it is. */
    Optional<String> compareHeld(long booked, List<Approval> approvals) {
      HeldActions held = HeldActions.of(booked, approvals);
      section("What ran of it, by the control log and by the app's own books");
      out.print(held.text(ink));
      return held.equal() ? Optional.empty() : Optional.of(held.verdict());
    }

    /** Why the charges do not hold against the bill; empty where they do. */
    Optional<String> compareBudget(BudgetBill bill) {
      Charges charged = new BudgetCharges(window, bill.budget()).at(reader);
      section(
          "What was charged to budget "
              + bill.budget()
              + ", and the provider's own bill for the same calls");
      out.print(bill.text(charged, ink));
      return bill.holdsFor(charged) ? Optional.empty() : Optional.of(bill.verdict(charged));
    }

    private void timeline(Highlight highlight, ShortIds ids) {
      RunSummary run = highlight.run();
      section("Run " + ids.of(run.id()) + ", shown because " + highlight.why());
      if (!run.input().isEmpty()) {
        out.println(Text.wrapped("asked", Text.cut(run.input(), CONTENT)));
        String answer = run.output().isEmpty() ? "nothing" : run.output();
        out.println(Text.wrapped("answered", Text.cut(answer, CONTENT)));
        out.println();
      }
      out.print(new Timeline(run.failingSpanId(), new RunSpans(run.id()).at(reader), ink).text());
    }

    void section(String title) {
      out.println();
      out.println(ink.title(title));
    }
  }
}
