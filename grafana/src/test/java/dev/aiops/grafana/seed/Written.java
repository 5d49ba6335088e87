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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A day of agents and what else the numbers of panels are made of: a lost run, an open one, the day
 * before, a budget, refusals, actions that people decided or that wait.
 *
 * @param now its end
 * @param day its runs, calls and tools
 * @param marvels calls and runs of which the day has none
 * @param asked actions that waited for a person
 */
public record Written(Instant now, Day day, Marvels marvels, List<Asked> asked) {

  /** The run whose process is gone. */
  public static final String LOST = "gone";

  /** Cap of the budget at the end, nano-USD. */
  public static final long CAP = 12_000_000_000L;

  /** Spent of it, nano-USD. */
  public static final long SPENT = 3_000_000_000L;

  /** Leased of it, nano-USD. */
  public static final long LEASED = 250_000_000L;

  /** How long ago the server took in the newest rows, seconds. */
  public static final long AGE = 30;

  /** One that ended at a moment. */
  public static Written until(Instant now) {
    LocalDate today = now.atZone(noon(now)).toLocalDate();
    return new Written(now, Day.until(now), Marvels.of(now, today), Queue.of(now));
  }

  /** The budget's zone. */
  public ZoneId zone() {
    return noon(now);
  }

  /** The budget's present day. */
  public LocalDate today() {
    return now.atZone(zone()).toLocalDate();
  }

  /** All spans. */
  public List<Span> spans() {
    return Stream.concat(day.spans().stream(), marvels.spans().stream()).toList();
  }

  /** What runs of the day reported. */
  public List<Event> events() {
    return Stream.of(day.events(), marvels.events(), List.of(gone()))
        .flatMap(List::stream)
        .toList();
  }

  /** What processes said. */
  public List<Log> logs() {
    return List.of(
        Log.dropped(Day.HOSTILE, now.minusSeconds(60), "otel_traces", "the spool is full", 7),
        Log.dropped(Day.WHO.get(0), now.minusSeconds(50), "otel_logs", "the spool is full", 4));
  }

  /** A zone of whole hours in which it is between noon and one o'clock. */
  static ZoneId noon(Instant now) {
    int hour = now.atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.of("Etc/GMT" + (hour >= 12 ? "+" + (hour - 12) : "-" + (12 - hour)));
  }

  /** Writes it. */
  public void to(TestDatabase database) {
    Rows.earlier(database, "otel_traces", AGE, () -> Rows.spans(database, spans()));
    Rows.earlier(database, "run_events", AGE, () -> reported(database));
    Rows.earlier(database, "run_events", 61, () -> Rows.events(database, List.of(gone())));
    Rows.logs(database, logs());
    control(new ControlRows(database));
  }

  private void reported(TestDatabase database) {
    Rows.events(database, day.events());
    Rows.events(database, marvels.events());
    Rows.events(database, dayBefore());
  }

  private Event gone() {
    return Event.of(Day.HOSTILE, LOST, now.minusSeconds(700), "started", "running", "?");
  }

  private record Entry(Instant at, Runnable write) {}

  private void control(ControlRows control) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            now.minusSeconds(200_000),
            () ->
                control.policy(
                    now.minusSeconds(200_000), "support", CAP - 2_000_000_000L, zone().getId())));
    entries.add(figures(control, 9_000, CAP - 2_000_000_000L, 1_000_000_000L, 500_000_000L));
    entries.add(figures(control, 60, CAP, SPENT, LEASED));
    for (Asked one : asked) {
      one.steps().forEach(s -> entries.add(new Entry(s.at(), () -> control.step(one, s))));
    }
    entries.sort(Comparator.comparing(Entry::at));
    entries.forEach(entry -> entry.write().run());
  }

  private Entry figures(ControlRows control, long ago, long cap, long spent, long leased) {
    Instant at = now.minusSeconds(ago);
    return new Entry(
        at,
        () -> control.figures(at, new ControlRows.Figures("support", today(), cap, spent, leased)));
  }

  /** Two runs, of which one failed. */
  private List<Event> dayBefore() {
    Instant start = now.minus(Duration.ofHours(30));
    List<Event> events = new ArrayList<>();
    for (Span.Who who : List.of(Day.HOSTILE, Day.WHO.get(2))) {
      String run = "before-" + who.team();
      events.add(Event.of(who, run + "-1", start, "started", "running", "?"));
      events.add(Event.of(who, run + "-1", start.plusSeconds(5), "ended", "ok", "."));
      events.add(Event.of(who, run + "-2", start, "started", "running", "?"));
      events.add(Event.of(who, run + "-2", start.plusSeconds(5), "ended", "error", "."));
    }
    return events;
  }
}
