/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.budget.Governing;
import dev.aiops.approval.budget.Standing;
import dev.aiops.approval.engine.Engine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What Prometheus reads; README.md lists it. Prometheus knows doubles only, so these amounts are
 * for looking at, and the exact ones are in the log.
 */
final class Metrics {

  private static final int DECIMALS = 9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge caps = days("aiops.budget.cap.usd", "the cap in force for the day");
  private final MultiGauge spent = days("aiops.budget.spent.usd", "settled, and charged in full");
  private final MultiGauge leased = days("aiops.budget.leased.usd", "held in open leases");
  private final MultiGauge draining = days("aiops.budget.draining.usd", "out above the cap");
  private final MultiGauge leases = days("aiops.budget.leases", "open leases");
  private final MultiGauge exceeded =
      days("aiops.budget.bound.exceeded", "calls that cost more than was reserved for them");

  private final MultiGauge reconciliation =
      days("aiops.budget.reconciliation.usd", "settled by the ledger less charged to calls");

  private final ApprovalMetrics approvals = new ApprovalMetrics(registry);

  Timer appends() {
    return Timer.builder("aiops.control.log.append")
        .description("from sending a group of rows to reading it back")
        .publishPercentileHistogram()
        .register(registry);
  }

  void watchNotices(Engine engine, List<String> channels, InstantSource clock) {
    new NotifyMetrics(registry, engine).watch(channels, clock);
  }

  void watch(Engine engine, Watch policy, Watch tokens, InstantSource clock) {
    approvals.watch(engine, clock);
    gauge(
        "aiops.control.log.head", "the last row this instance knows", engine, e -> e.head().seq());
    gauge(
        "aiops.control.log.halted",
        "1 when the log is damaged and nothing is decided",
        engine,
        e -> e.failure().isPresent() ? 1 : 0);
    watch("aiops.policy", policy);
    watch("aiops.tokens", tokens);
  }

  private void watch(String name, Watch file) {
    gauge(
        name + ".age.seconds",
        "since the file was last found good and in force",
        file,
        watch -> watch.age().toSeconds());
    gauge(
        name + ".mistake",
        "1 while the file as it is now is not in force",
        file,
        watch -> watch.mistake().isPresent() ? 1 : 0);
  }

  void refused(String rule) {
    registry.counter("aiops.refusals", "rule", rule).increment();
  }

  void beyondLog() {
    registry.counter("aiops.reports.beyond.log").increment();
  }

  /** All figures, as they are now. */
  String scrape(Engine engine, InstantSource clock, Reconciliation differences) {
    List<Standing> days = standings(engine, clock).toList();
    set(caps, days, day -> usd(day.cap()));
    set(spent, days, day -> usd(day.spent()));
    set(leased, days, day -> usd(day.leased()));
    set(draining, days, day -> usd(day.draining()));
    set(leases, days, Standing::holders);
    set(exceeded, days, Standing::boundExceeded);
    reconciliation.register(
        differences.differences().stream().<MultiGauge.Row<?>>map(Metrics::row).toList(), true);
    approvals.refresh(engine);
    return registry.scrape();
  }

  private static MultiGauge.Row<?> row(Reconciliation.Difference difference) {
    return MultiGauge.Row.of(
        Tags.of("budget", difference.budget(), "day", difference.day()), difference.usd());
  }

  private static Stream<Standing> standings(Engine engine, InstantSource clock) {
    var governed = Governing.standings(engine.budgets(), clock.instant());
    return Stream.concat(governed.standings().stream(), governed.draining().stream());
  }

  private static void set(
      MultiGauge gauge, List<Standing> days, ToDoubleFunction<Standing> figure) {
    List<MultiGauge.Row<?>> rows =
        days.stream()
            .<MultiGauge.Row<?>>map(day -> MultiGauge.Row.of(tags(day), day, figure))
            .toList();
    gauge.register(rows, true);
  }

  private static Tags tags(Standing day) {
    String mode = day.mode().name().toLowerCase(Locale.ROOT);
    return Tags.of("budget", day.budget(), "day", day.day().toString(), "mode", mode);
  }

  private static double usd(long nanos) {
    return BigDecimal.valueOf(nanos, DECIMALS).doubleValue();
  }

  private MultiGauge days(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> figure) {
    Gauge.builder(name, of, figure).description(description).register(registry);
  }
}
