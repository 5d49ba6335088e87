/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A day of agents and what else the numbers of panels are made of: a lost run, the day before, a
 * budget, a refusal, an action that waits.
 *
 * @param now its end
 * @param day its runs, calls and tools
 */
public record Written(Instant now, Day day) {

  /** Runs whose process is gone. */
  public static final long LOST = 1;

  /** One that ended at a moment. */
  public static Written until(Instant now) {
    Written written = new Written(now, Day.until(now));
    written.day.spans().add(written.cached());
    return written;
  }

  /** The budget's zone. */
  public ZoneId zone() {
    return noon(now);
  }

  /** A zone of whole hours in which it is between noon and one o'clock. */
  static ZoneId noon(Instant now) {
    int hour = now.atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.of("Etc/GMT" + (hour >= 12 ? "+" + (hour - 12) : "-" + (12 - hour)));
  }

  /** Writes it. */
  public void to(TestDatabase database) {
    day.write(database);
    Rows.spans(database, Day.refusedAndUngoverned(now.minusSeconds(300)));
    Rows.log(
        database, Day.HOSTILE, now.minusSeconds(60), "aiops.telemetry.dropped", Day.dropped(7));
    Rows.events(database, dayBefore());
    Rows.earlier(
        database,
        "run_events",
        61,
        () ->
            Rows.events(
                database,
                List.of(
                    Event.of(
                        Day.HOSTILE, "gone", now.minusSeconds(700), "started", "running", "?"))));
    ControlRows control = new ControlRows(database);
    LocalDate today = now.atZone(zone()).toLocalDate();
    control.policy(now.minusSeconds(90_000), "support", 10_000_000_000L, zone().getId());
    control.figures(
        now.minusSeconds(9_000),
        new ControlRows.Figures("support", today, 10_000_000_000L, 1_000_000_000L, 500_000_000L));
    control.asked(now.minusSeconds(3_600), Day.HOSTILE, "apr_waits", "run-3", "refund");
    control.figures(
        now.minusSeconds(60),
        new ControlRows.Figures("support", today, 12_000_000_000L, 3_000_000_000L, 250_000_000L));
  }

  /** Two runs, of which one failed. */
  private List<Event> dayBefore() {
    Instant start = now.minus(Duration.ofHours(30));
    return List.of(
        Event.of(Day.HOSTILE, "before-1", start, "started", "running", "?"),
        Event.of(Day.HOSTILE, "before-1", start.plusSeconds(5), "ended", "ok", "."),
        Event.of(Day.HOSTILE, "before-2", start, "started", "running", "?"),
        Event.of(Day.HOSTILE, "before-2", start.plusSeconds(5), "ended", "error", "."));
  }

  /**
   * A million cached input tokens of a model for which OpenAI asks 0.25 USD, and 0.025 USD where
   * they are cached.
   */
  private Span cached() {
    Span.Who who = day.calls().get(0).who();
    return Span.of(who, "run-0", "cached", now.minusSeconds(120), Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "gpt-5-mini")
        .with("gen_ai.usage.input_tokens", "1000000")
        .with("gen_ai.usage.cache_read.input_tokens", "1000000")
        .with("aiops.call.attempts", "1")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", "0.025000000");
  }
}
