/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span to lay out, in milliseconds from the run's start. */
record Spans(
    String id,
    String parent,
    String name,
    String operation,
    long from,
    long took,
    String error,
    @Nullable BigDecimal cost,
    String fallback,
    List<Attempt> attempts) {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  static Spans of(String id, String parent, String name, long from, long took) {
    return new Spans(id, parent, name, "invoke_agent", from, took, "", null, "", List.of());
  }

  Spans http() {
    return new Spans(id, parent, name, "", from, took, error, cost, fallback, attempts);
  }

  Spans failed(String why) {
    return new Spans(id, parent, name, operation, from, took, why, cost, fallback, attempts);
  }

  Spans cost(String usd) {
    return new Spans(
        id, parent, name, "chat", from, took, error, new BigDecimal(usd), fallback, attempts);
  }

  Spans insteadOf(String model) {
    return new Spans(
        id, parent, name, operation, from, took, error, cost, model + " a.b.Error", attempts);
  }

  Spans attempts(Attempt... made) {
    return new Spans(id, parent, name, "chat", from, took, error, cost, fallback, List.of(made));
  }

  RunSpan span() {
    boolean failed = !error.isEmpty();
    boolean billed = cost != null;
    return new RunSpan(
        id,
        parent,
        name,
        "shop",
        operation,
        START.plusMillis(from),
        Duration.ofMillis(took),
        failed,
        failed ? "error" : "ok",
        error,
        billed ? 1200L : null,
        billed ? 34L : null,
        null,
        cost,
        billed ? "priced" : attempts.isEmpty() ? "" : "unbilled",
        fallback,
        attempts);
  }
}
