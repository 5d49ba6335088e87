/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.engine.Engine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Prometheus reads of approvals. All instances on one log tell the same. */
final class ApprovalMetrics {

  private final MeterRegistry registry;
  private final MultiGauge pending;

  ApprovalMetrics(MeterRegistry registry) {
    this.registry = registry;
    pending =
        MultiGauge.builder("aiops.approvals.pending")
            .description("actions that wait for a person")
            .register(registry);
  }

  void watch(Engine engine, InstantSource clock) {
    Gauge.builder("aiops.approvals.oldest.pending.seconds", engine, e -> oldest(e, clock))
        .description("how long the oldest of them has waited; 0 without one")
        .register(registry);
    List.of("approve", "deny")
        .forEach(what -> count(engine, "aiops.approvals.decisions", "decision", what));
    List.of("requested", "consumed", "expired", "unknown")
        .forEach(what -> count(engine, "aiops.approvals.events", "event", what));
  }

  private void count(Engine engine, String name, String tag, String what) {
    FunctionCounter.builder(name, engine, e -> e.approvals().known().count(what))
        .tag(tag, what)
        .description("since the log began")
        .register(registry);
  }

  private static double oldest(Engine engine, InstantSource clock) {
    return Optional.ofNullable(engine.approvals().known().pending().firstEntry())
        .map(first -> Duration.between(first.getKey().at(), clock.instant()).toSeconds())
        .map(seconds -> Math.max(0, seconds))
        .orElse(0L);
  }

  /** Counts those that wait, by rule; rules in force without one, too. */
  void refresh(Engine engine) {
    Map<String, Long> rules = new TreeMap<>();
    for (ApprovalRule rule : engine.budgets().policy().approvals()) {
      rules.put(rule.name(), 0L);
    }
    Approvals state = engine.approvals().known();
    for (String id : state.pending().values()) {
      state.find(id).map(Approval::rule).ifPresent(rule -> rules.merge(rule.name(), 1L, Long::sum));
    }
    pending.register(
        rules.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                rule -> MultiGauge.Row.of(Tags.of("rule", rule.getKey()), rule.getValue()))
            .toList(),
        true);
  }
}
