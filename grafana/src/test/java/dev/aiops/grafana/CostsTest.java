/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.golden.Exact;
import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.golden.Run;
import dev.aiops.grafana.golden.Seen;
import dev.aiops.grafana.golden.Spending;
import dev.aiops.grafana.golden.Table;
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Written;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What dashboard <i>Costs</i> shows. */
class CostsTest extends BoardTest {

  CostsTest(TestDatabase database) {
    super(database);
  }

  @Override
  Map<String, Golden> goldens(Seen seen) {
    List<Span> calls = seen.calls();
    return Map.ofEntries(
        Map.entry("Spent", Golden.one(Spending.of(calls))),
        Map.entry("Of that, estimated", Golden.one(estimated(calls))),
        Map.entry("Calls without a price", Golden.one(unpriced(calls))),
        Map.entry("Cost per run", Golden.one(Spending.perRun(calls))),
        Map.entry("Spent on failed runs", Golden.one(Spending.ofRuns(seen.runs("error", "lost")))),
        Map.entry("Saved by caches", Golden.one(saved(calls))),
        Map.entry("Cost by day and model", byDay(calls, Span::model)),
        Map.entry("Cost by day and agent", byDay(calls, c -> c.who().agent())),
        Map.entry("Budgets by day", budgets()),
        Map.entry("By agent", byAgent(calls)),
        Map.entry("By team and service", byTeam(calls)),
        Map.entry("Spending against the week, by agent", Spending.againstTheWeek(seen)),
        Map.entry("By provider and model", byModel(calls, -20)),
        Map.entry("Dearest runs", dearest(seen.runs())),
        Map.entry("Money lost by agent", lost(seen)),
        Map.entry("Calls without a price, and why", whyUnpriced(calls)));
  }

  private static BigDecimal estimated(List<Span> calls) {
    return Spending.of(
        calls.stream().filter(c -> c.get("aiops.cost.status").equals("estimated")).toList());
  }

  private static boolean isUnpriced(Span call) {
    return call.get("aiops.cost.status").equals("unpriced");
  }

  private static long unpriced(List<Span> calls) {
    return Exact.count(calls, CostsTest::isUnpriced);
  }

  private static Optional<Long> tokens(List<Span> calls, String kind) {
    return Exact.sum(calls.stream().map(c -> c.number("gen_ai.usage." + kind)));
  }

  /** OpenAI asks 0.225 USD less for a million cached tokens of the only model that read any. */
  private static double saved(List<Span> calls) {
    return tokens(calls, "cache_read.input_tokens").orElse(0L) * 0.225 / 1e6;
  }

  private static Golden byDay(List<Span> calls, Function<Span, String> name) {
    return Table.grouped(
            calls,
            c -> List.of(c.start().truncatedTo(ChronoUnit.DAYS), name.apply(c)),
            group -> List.of(Spending.of(group)))
        .by(1, 2)
        .golden();
  }

  /** Filters do not apply: a budget is of whoever it matches. */
  private Golden budgets() {
    BigDecimal cap = BigDecimal.valueOf(Written.CAP, 9);
    BigDecimal spent = BigDecimal.valueOf(Written.SPENT, 9);
    List<Span> charged = all().spans(s -> !s.get("aiops.budget.leases").isEmpty());
    List<Span> known = charged.stream().filter(s -> !charge(s).isEmpty()).toList();
    BigDecimal usd = sum(known);
    return Golden.one(
        written.today(),
        "support",
        cap,
        spent,
        BigDecimal.valueOf(Written.LEASED, 9),
        spent.doubleValue() / cap.doubleValue(),
        usd,
        spent.subtract(usd),
        sum(known.stream().filter(s -> s.get("aiops.budget.charge").equals("full")).toList()),
        charged.size(),
        charged.size() - known.size());
  }

  private static String charge(Span call) {
    return call.get("aiops.budget.charged");
  }

  private static BigDecimal sum(List<Span> charged) {
    return charged.stream()
        .map(s -> new BigDecimal(charge(s)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Optional<BigDecimal> usd(List<Span> calls) {
    return Exact.money(calls.stream().map(Span::usd));
  }

  private static Golden byAgent(List<Span> calls) {
    return Table.grouped(
            calls,
            c -> List.of(c.who().agent(), c.who().version()),
            group ->
                List.of(
                    usd(group),
                    Spending.runs(group),
                    Spending.perRun(group),
                    group.size(),
                    unpriced(group),
                    tokens(group, "input_tokens"),
                    tokens(group, "output_tokens")))
        .by(-3, 1, 2)
        .golden();
  }

  private static Golden byTeam(List<Span> calls) {
    return Table.grouped(
            calls,
            c -> List.of(c.who().team(), c.who().service(), c.who().environment()),
            group -> List.of(usd(group), group.size(), unpriced(group)))
        .by(-4, 1, 2, 3)
        .golden();
  }

  private static Golden byModel(List<Span> calls, double percent) {
    return Table.grouped(
            calls, c -> List.of(c.provider(), c.model()), group -> ofModel(group, percent))
        .by(-3, 1, 2)
        .golden();
  }

  private static List<Object> ofModel(List<Span> calls, double percent) {
    Optional<Double> usd = usd(calls).map(BigDecimal::doubleValue);
    long priced = Exact.count(calls, c -> c.usd().isPresent());
    Optional<Long> input = tokens(calls, "input_tokens");
    Optional<Long> cached = tokens(calls, "cache_read.input_tokens");
    Optional<Double> changed = usd.map(u -> u * (1 + percent / 100));
    return List.of(
        usd(calls),
        calls.size(),
        usd.map(u -> u / priced),
        unpriced(calls),
        input,
        tokens(calls, "output_tokens"),
        cached.map(c -> (double) c / input.orElseThrow()),
        changed,
        changed.map(c -> c - usd.orElseThrow()));
  }

  private static Golden dearest(List<Run> runs) {
    return Table.of(
            runs,
            r ->
                List.of(
                    r.usd(),
                    r.started(),
                    r.status(),
                    r.who().agent(),
                    r.who().service(),
                    r.models(),
                    r.calls().size(),
                    r.tools(),
                    r.retries(),
                    r.fallbacks(),
                    r.unpriced(),
                    r.millis(),
                    r.id(),
                    r.from(),
                    r.to()))
        .by(-1, 13)
        .first(50)
        .golden();
  }

  private static Golden lost(Seen seen) {
    List<String> badRuns = seen.runs("error", "lost").stream().map(Run::id).toList();
    List<String> replaced =
        seen.calls().stream().map(c -> c.get("aiops.fallback.from.span_id")).toList();
    return Table.grouped(
            seen.calls(),
            c -> List.of(c.who().agent()),
            group -> new Spending.Loss(group, badRuns, replaced).cells())
        .by(-2, -6, 1)
        .golden();
  }

  private static Golden whyUnpriced(List<Span> calls) {
    return Table.grouped(
            calls.stream().filter(CostsTest::isUnpriced).toList(),
            c -> List.of(c.provider(), c.model(), "", c.get("aiops.cost.reason")),
            group ->
                List.of(
                    group.size(),
                    tokens(group, "input_tokens"),
                    tokens(group, "output_tokens"),
                    group.stream().map(Span::start).max(Instant::compareTo).orElseThrow()))
        .by(-5, 2, 3, 4, 1)
        .golden();
  }

  @Test
  void model_andChange_chosen_areThoseOfThePanels() {
    Seen seen = chosen();
    List<Span> calls = seen.calls().stream().filter(c -> c.model().startsWith("gpt-5")).toList();
    Shown shown =
        new Shown(
            database.read(),
            seen.look().with("model", "gpt-5.1", "gpt-5-mini").with("change", "50"));
    byModel(calls, 50)
        .hold("By provider and model", shown.ask("aiops-costs", "By provider and model"));
    Golden.one(Spending.of(calls)).hold("Spent", shown.ask("aiops-costs", "Spent"));
  }
}
