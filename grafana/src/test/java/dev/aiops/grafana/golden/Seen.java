/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Asked;
import dev.aiops.grafana.seed.Event;
import dev.aiops.grafana.seed.Log;
import dev.aiops.grafana.seed.Span;
import dev.aiops.grafana.seed.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What filters leave of what was written.
 *
 * @param look how it is looked at
 * @param written all of it
 * @param whose whose the filters leave
 */
public record Seen(Look look, Written written, Predicate<Span.Who> whose) {

  /** The end of the time range. */
  public Instant now() {
    return look.to();
  }

  /** Its spans. */
  public List<Span> spans() {
    return spans(span -> true);
  }

  /** Those of its spans that matter. */
  public List<Span> spans(Predicate<Span> which) {
    return ever(which.and(span -> isIn(span.start())));
  }

  /** The same, whenever they were. */
  public List<Span> ever(Predicate<Span> which) {
    return written.spans().stream().filter(s -> whose.test(s.who())).filter(which).toList();
  }

  /** Its model calls. */
  public List<Span> calls() {
    return spans(span -> span.operation().equals("chat"));
  }

  /** Its model calls that no budget refused. */
  public List<Span> sent() {
    return spans(span -> span.operation().equals("chat") && !span.outcome().equals("refused"));
  }

  /** Its calls of tools. */
  public List<Span> tools() {
    return spans(span -> span.operation().equals("execute_tool"));
  }

  /** Calls of models and tools that failed. */
  public List<Span> failedSteps() {
    return spans(s -> !s.operation().isEmpty() && !s.isRoot() && !s.error().isEmpty());
  }

  /** Its runs that began in the time range. */
  public List<Run> runs() {
    Map<String, List<Span>> spans = new LinkedHashMap<>();
    Map<String, List<Event>> events = new LinkedHashMap<>();
    spans(s -> !s.run().isEmpty())
        .forEach(s -> spans.computeIfAbsent(s.run(), r -> new ArrayList<>()).add(s));
    written.events().stream()
        .filter(e -> whose.test(e.who()))
        .forEach(e -> events.computeIfAbsent(e.run(), r -> new ArrayList<>()).add(e));
    events.keySet().forEach(run -> spans.computeIfAbsent(run, r -> new ArrayList<>()));
    return spans.entrySet().stream()
        .map(r -> new Run(r.getKey(), r.getValue(), events.getOrDefault(r.getKey(), List.of())))
        .toList();
  }

  /** Its runs with a status. */
  public List<Run> runs(String... statuses) {
    return runs().stream().filter(r -> List.of(statuses).contains(r.status())).toList();
  }

  /** Its actions that waited for a person, whenever that was. */
  public List<Asked> asked() {
    return written.asked().stream().filter(a -> whose.test(a.who())).toList();
  }

  /** Those that were asked for in the time range. */
  public List<Asked> askedLately() {
    return asked().stream().filter(a -> isIn(a.requested())).toList();
  }

  /** What its processes said. */
  public List<Log> logs() {
    return written.logs().stream().filter(l -> whose.test(l.who())).toList();
  }

  /** Whether a moment is in the time range. */
  public boolean isIn(Instant at) {
    return !at.isBefore(look.from()) && !at.isAfter(look.to());
  }

  /** Beginning of the interval that a moment is in. */
  public Instant interval(Instant at) {
    long step = look.interval().toSeconds();
    return Instant.ofEpochSecond(at.getEpochSecond() / step * step);
  }

  /** A figure of things in each interval, one series for each name. */
  public <T> Golden series(
      List<T> things,
      Function<T, Instant> at,
      Function<T, String> name,
      Function<List<T>, Object> figure) {
    return Table.grouped(
            things,
            t -> List.of(interval(at.apply(t)), name.apply(t)),
            group -> List.of(figure.apply(group)))
        .by(1, 2)
        .golden();
  }
}
