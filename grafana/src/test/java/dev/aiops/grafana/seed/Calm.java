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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A week in which nothing goes wrong, and what can go wrong after it. */
public final class Calm {

  private static final Span.Who DESK = new Span.Who("shop", "prod", "support", "desk", "1.0");
  private static final long CAP = 100_000_000_000L;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final TestDatabase database;
  private final ControlRows control;
  private final ZoneId zone;

  /** In a database that has nothing yet. */
  public Calm(TestDatabase database) {
    this.database = database;
    this.control = new ControlRows(database);
    this.zone = Written.noon(now);
  }

  /** The moment up to which it goes. */
  public Instant now() {
    return now;
  }

  /**
   * A run an hour, of half a dollar; an action that has just been asked for; a tenth of the cap
   * spent.
   */
  public void week() {
    List<Span> spans = new ArrayList<>();
    for (int hour = 0; hour < 8 * 24; hour++) {
      spans.addAll(run("calm-" + hour, now.minusSeconds(3600L * hour + 30)));
    }
    // came in earlier than the alert of lag looks back, and later than that of silence
    Rows.earlier(database, "otel_traces", 900, () -> Rows.spans(database, spans));
    control.policy(now.minusSeconds(90_000), "support", CAP, zone.getId());
    figures(now.minusSeconds(10_000), CAP / 20);
    figures(now.minusSeconds(600), CAP / 10);
    control.asked(now.minusSeconds(60), DESK, "apr_new", "calm-0", "refund");
    // what was worse three days ago was mended
    Rows.comparisons(
        database,
        List.of(
            compared(3 * 86_400, "desk", "REGRESSION"),
            compared(86_400, "desk", "PASS"),
            compared(90_000, "clerk", "REGRESSION"),
            compared(3_600, "clerk", "INCONCLUSIVE")));
  }

  private void figures(Instant at, long spent) {
    LocalDate today = now.atZone(zone).toLocalDate();
    control.figures(at, new ControlRows.Figures("support", today, CAP, spent, 0));
  }

  private Compared compared(int secondsAgo, String agent, String verdict) {
    return new Compared(now.minusSeconds(secondsAgo), agent, "solved", 1, verdict, 0.9, 0.8);
  }

  private static List<Span> run(String run, Instant start) {
    Span root =
        Span.of(DESK, run, "root-" + run, start, Duration.ofSeconds(20))
            .with("gen_ai.operation.name", "invoke_agent")
            .with("aiops.run.root", "true");
    return List.of(root, call(run, start, "0.500000000"));
  }

  private static Span call(String run, Instant start, String usd) {
    return Span.of(DESK, run, "call-" + run, start, Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "gpt-5.1")
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", usd);
  }

  /**
   * A cap nearly spent, a spike, failures, a lost run, a forgotten action, worse scores, an unknown
   * price, late rows, and a row of the log that is earlier than the one before.
   */
  public void thenEverythingBreaks() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Span root = run("bad-" + i, now.minusSeconds(60L * i + 90)).get(0);
      spans.add(root.failed("java.lang.OutOfMemoryError"));
    }
    spans.add(call("dear", now.minusSeconds(100), "80.000000000"));
    spans.add(unpriced());
    Rows.spans(database, spans);
    Rows.earlier(
        database,
        "run_events",
        61,
        () ->
            Rows.events(
                database,
                List.of(
                    Event.of(
                        DESK,
                        "gone",
                        now.minusSeconds(61),
                        "started",
                        "running",
                        "where is it?"))));
    control.asked(now.minusSeconds(7_200), DESK, "apr_old", "bad-0", "refund");
    figures(now, CAP / 10 * 9);
    // a comparison that is refused says nothing, and ends no alert
    Rows.comparisons(
        database, List.of(compared(1_800, "desk", "REGRESSION"), compared(900, "desk", "REFUSED")));
  }

  private Span unpriced() {
    return Span.of(DESK, "bad-0", "unpriced", now.minusSeconds(80), Duration.ofSeconds(1))
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", "homegrown")
        .with("aiops.cost.status", "unpriced")
        .with("aiops.cost.reason", "no model of that name in the price list");
  }
}
