/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run, as its spans and its own words tell of it.
 *
 * @param id its id
 * @param spans its spans
 * @param events what it reported
 */
public record Run(String id, List<Span> spans, List<Event> events) {

  /** Whose it is. */
  public Span.Who who() {
    return events.isEmpty() ? spans.get(0).who() : events.get(0).who();
  }

  private Optional<Span> root() {
    return spans.stream().filter(Span::isRoot).findFirst();
  }

  private Optional<Event> end() {
    return events.stream().filter(e -> e.kind().equals("ended")).findFirst();
  }

  private static Instant first(Stream<Instant> times) {
    return times.min(Comparator.naturalOrder()).orElseThrow();
  }

  /** When it began. */
  public Instant started() {
    Stream<Instant> said = events.stream().map(Event::at);
    Stream<Instant> shown = root().map(Stream::of).orElse(spans.stream()).map(Span::start);
    return first(events.isEmpty() ? shown : said);
  }

  /** When it ended. */
  public Optional<Instant> ended() {
    return end().map(Event::at).or(() -> root().map(Span::end));
  }

  /** The latest that is known of it. */
  public Instant lastSeen() {
    return Stream.concat(spans.stream().map(Span::end), events.stream().map(Event::at))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** How it stands; one that only began is lost, as a minute has passed. */
  public String status() {
    return end()
        .map(Event::status)
        .or(() -> root().map(r -> r.error().isEmpty() ? "ok" : "error"))
        .orElse(events.isEmpty() ? "running" : "lost");
  }

  /** Whether it failed or was lost. */
  public boolean isBad() {
    return status().equals("error") || status().equals("lost");
  }

  /** How long it took, milliseconds. */
  public double millis() {
    return Duration.between(started(), ended().orElse(lastSeen())).toNanos() / 1e6;
  }

  /** Its model calls. */
  public List<Span> calls() {
    return spans.stream().filter(s -> s.operation().equals("chat")).toList();
  }

  /** Models that it asked, with a comma between. */
  public String models() {
    return String.join(", ", calls().stream().map(Span::model).distinct().sorted().toList());
  }

  /** How many tools it called. */
  public long tools() {
    return spans.stream().filter(s -> s.operation().equals("execute_tool")).count();
  }

  /** HTTP attempts after the first. */
  public long retries() {
    return calls().stream().mapToLong(Span::extraAttempts).sum();
  }

  /** Calls that stand in for a failed one. */
  public long fallbacks() {
    return calls().stream().filter(c -> !c.get("aiops.fallback.from.span_id").isEmpty()).count();
  }

  /** Calls whose cost is unknown. */
  public long unpriced() {
    return calls().stream().filter(c -> c.get("aiops.cost.status").equals("unpriced")).count();
  }

  /** What it cost; none where calls were made and none has a price. */
  public Optional<BigDecimal> usd() {
    Optional<BigDecimal> known = Exact.money(calls().stream().map(Span::usd));
    return known.isEmpty() && unpriced() == 0 ? Optional.of(BigDecimal.ZERO) : known;
  }

  /** Tokens that it used, as input or as output. */
  public Optional<Long> tokens(String kind) {
    return Exact.sum(calls().stream().map(c -> c.number("gen_ai.usage." + kind + "_tokens")));
  }

  /** Its error; empty without one. */
  public String error() {
    String said = end().map(Event::error).orElse("");
    return said.isEmpty() ? root().map(Span::error).orElse("") : said;
  }

  /** What its error said; empty without one. */
  public String message() {
    return root().map(Span::message).orElse("");
  }

  /** What its root says. */
  public String get(String attribute) {
    return root().map(r -> r.get(attribute)).orElse("");
  }

  /** What it was asked. */
  public String input() {
    return text("started");
  }

  /** What it answered. */
  public String output() {
    return text("ended");
  }

  private String text(String kind) {
    return events.stream()
        .filter(e -> e.kind().equals(kind))
        .map(Event::text)
        .findFirst()
        .orElse("");
  }

  /** The step in which it failed; empty where it is none. */
  public Optional<Span> failedIn() {
    String failing = end().map(Event::failedIn).orElse("");
    return spans.stream().filter(s -> s.id().equals(failing)).findFirst();
  }

  /** Beginning of the time in which a link looks for it, milliseconds. */
  public String from() {
    return Long.toString(started().toEpochMilli() - 60_000);
  }

  /** End of the time in which a link looks for it, milliseconds. */
  public String to() {
    return Long.toString(lastSeen().toEpochMilli() + 60_000);
  }
}
