/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static java.util.Comparator.comparing;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Run;
import dev.aiops.grafana.golden.RunLink;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.seed.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What dashboard <i>Failures</i> shows. */
class FailuresTest extends BoardTest {

  FailuresTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Span> steps = seen.failedSteps();
    List<Span> refused = seen.spans(s -> !s.get("aiops.budget.rule").isEmpty());
    return Map.ofEntries(
        Map.entry("Failed runs", Golden.one(seen.runs("error").size())),
        Map.entry("Lost runs", Golden.one(seen.runs("lost").size())),
        Map.entry("Failed model calls", Golden.one(failed(seen.sent()))),
        Map.entry("Time-outs", Golden.one(timeouts(steps))),
        Map.entry("Refused calls", Golden.one(refused.size())),
        Map.entry("Spent on failed runs", Golden.one(spent(seen.runs("error", "lost")))),
        Map.entry("Failures that belong together", groups(seen.runs("error"))),
        Map.entry(
            "Failed calls by error", seen.series(steps, Span::start, Span::error, List::size)),
        Map.entry(
            "Error share by provider",
            seen.series(seen.sent(), Span::start, Span::provider, FailuresTest::errorShare)),
        Map.entry("Providers", providers(seen.sent())),
        Map.entry("Tools", tools(seen.tools())),
        Map.entry("Refusals of budgets", refusals(seen, refused)),
        Map.entry("Ungoverned calls", ungoverned(seen)),
        Map.entry("Newest failed steps", newest(steps)));
  }

  private static long failed(List<Span> sent) {
    return Exact.count(sent, c -> !c.outcome().equals("ok"));
  }

  private static boolean isTimeout(Span step) {
    String error = step.error().toLowerCase(Locale.ROOT);
    return error.contains("timeout") || List.of("408", "504").contains(error);
  }

  private static long timeouts(List<Span> steps) {
    return Exact.count(steps, FailuresTest::isTimeout);
  }

  private static BigDecimal spent(List<Run> runs) {
    return Exact.money(runs.stream().map(Run::usd)).orElse(BigDecimal.ZERO);
  }

  private static long errors(List<Span> calls) {
    return Exact.count(calls, c -> List.of("error", "cut").contains(c.outcome()));
  }

  private static Object errorShare(List<Span> calls) {
    return Exact.share(errors(calls), calls.size());
  }

  private static String place(Run run) {
    String step =
        run.failedIn()
            .map(s -> s.tool().isEmpty() ? "model " + s.model() : "tool " + s.tool())
            .orElse("");
    return step.isEmpty() ? "the agent itself" : step;
  }

  private static Golden groups(List<Run> failed) {
    return Table.grouped(
            failed,
            r -> List.of(r.error(), place(r), r.who().agent(), r.who().version()),
            FailuresTest::group)
        .by(-5, -7, 1, 2, 3, 4)
        .golden();
  }

  private static List<Object> group(List<Run> runs) {
    List<Run> ordered = runs.stream().sorted(comparing(Run::started)).toList();
    Run newest = ordered.get(ordered.size() - 1);
    return List.of(
        runs.size(),
        ordered.get(0).started(),
        newest.started(),
        spent(runs),
        runs.stream().mapToLong(Run::unpriced).sum(),
        newest.message(),
        newest.id(),
        newest.from(),
        newest.to());
  }

  private static Golden providers(List<Span> sent) {
    return Table.grouped(
            sent, c -> List.of(c.provider(), c.get("server.address")), FailuresTest::provider)
        .by(-5, -3, 2, 1)
        .golden();
  }

  private static List<Object> provider(List<Span> calls) {
    List<Span> answered = calls.stream().filter(c -> c.outcome().equals("ok")).toList();
    return List.of(
        calls.size(),
        errors(calls),
        errorShare(calls),
        timeouts(calls),
        calls.stream().mapToLong(Span::extraAttempts).sum(),
        Exact.quantile(0.5, answered, Span::millis),
        Exact.quantile(0.95, answered, Span::millis));
  }

  private static Golden tools(List<Span> tools) {
    return Table.grouped(tools, t -> List.of(t.tool(), t.who().agent()), FailuresTest::tool)
        .by(-6, -3, 1, 2)
        .golden();
  }

  private static List<Object> tool(List<Span> calls) {
    return List.of(
        calls.size(),
        errors(calls),
        Exact.count(calls, c -> c.outcome().equals("refused")),
        errorShare(calls),
        timeouts(calls),
        Exact.quantile(0.95, calls, Span::millis));
  }

  private record Refusal(Span call, String mode, Map<String, String> said) {

    BigDecimal usd(String figure) {
      return new BigDecimal(said.getOrDefault("aiops.budget." + figure, ""));
    }
  }

  /** Those of budgets that only observe are told by an event of the call. */
  private static Golden refusals(Seen seen, List<Span> refused) {
    Stream<Refusal> observed =
        seen.spans().stream()
            .flatMap(s -> s.events().stream().map(e -> new Refusal(s, "observe", e.attributes())));
    Stream<Refusal> enforced = refused.stream().map(s -> new Refusal(s, "enforce", s.attributes()));
    return Table.grouped(
            Stream.concat(observed, enforced).toList(),
            r ->
                List.of(
                    r.said().getOrDefault("aiops.budget.name", ""),
                    r.said().getOrDefault("aiops.budget.rule", ""),
                    r.mode(),
                    r.call().who().agent()),
            FailuresTest::refusal)
        .by(-5, -6, 1, 2)
        .golden();
  }

  private static List<Object> refusal(List<Refusal> of) {
    Refusal newest = of.get(of.size() - 1);
    return List.of(
        of.size(),
        newest.call().start(),
        newest.usd("cap"),
        newest.usd("spent"),
        newest.usd("asked"));
  }

  private static Golden ungoverned(Seen seen) {
    return Table.grouped(
            seen.spans(s -> !s.get("aiops.ungoverned").isEmpty()),
            s -> List.of(s.who().service(), s.who().environment(), s.get("server.address")),
            calls -> List.of(calls.size(), newest(calls.stream().map(Span::start)), "dev.aiops"))
        .by(-4, 1, 2)
        .golden();
  }

  private static Instant newest(Stream<Instant> times) {
    return times.max(Instant::compareTo).orElseThrow();
  }

  private static Golden newest(List<Span> steps) {
    List<Span> ordered =
        steps.stream().sorted(comparing(Span::start).reversed().thenComparing(Span::id)).toList();
    return Table.of(ordered, FailuresTest::step).first(100).golden();
  }

  private static List<Object> step(Span step) {
    return List.of(
        step.start(),
        step.who().agent(),
        step.who().service(),
        step.name(),
        step.error(),
        step.message(),
        step.outcome(),
        step.millis(),
        step.run(),
        RunLink.from(step.run(), step.start()));
  }
}
