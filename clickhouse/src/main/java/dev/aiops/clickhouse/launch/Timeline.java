/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run's spans as a tree, with attempts, fallbacks, errors, tokens and cost, in lines of at most
 * 120 characters. HTTP spans below a model call are left out: its attempts stand for them.
 *
 * @param failingSpanId the span the run failed in; empty without one
 * @param spans its spans, oldest first
 * @param ink colours
 */
record Timeline(String failingSpanId, List<RunSpan> spans, Ink ink) {

  private static final int NAME = 40;
  private static final int WIDEST_DETAILS = 90;
  private static final int NARROWEST_DETAILS = 30;

  String text() {
    if (spans.isEmpty()) {
      return "No spans yet." + System.lineSeparator();
    }
    return Table.fitted(this::table, WIDEST_DETAILS, NARROWEST_DETAILS);
  }

  private Table table(int details) {
    Table table = Table.of(right("AT"), right("TOOK"), left(""), left("SPAN"), left(""));
    SpanDetails of = new SpanDetails(failingSpanId, ink, details);
    new Tree(table, children(), Bar.over(spans), of).addAll("", "");
    return table;
  }

  /** By parent; a span whose parent is not of this run is a root. */
  private Map<String, List<RunSpan>> children() {
    Map<String, RunSpan> byId =
        spans.stream().collect(Collectors.toMap(RunSpan::id, Function.identity(), (a, b) -> a));
    return spans.stream()
        .filter(span -> !isAttempt(span, byId))
        .collect(
            Collectors.groupingBy(
                span -> byId.containsKey(span.parentId()) ? span.parentId() : "",
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private boolean isAttempt(RunSpan span, Map<String, RunSpan> byId) {
    RunSpan parent = byId.get(span.parentId());
    return parent != null
        && !parent.attempts().isEmpty()
        && span.operation().isEmpty()
        && spans.stream().noneMatch(other -> other.parentId().equals(span.id()));
  }

  /** Adds spans to a table, each above its children. */
  private record Tree(
      Table table, Map<String, List<RunSpan>> children, Bar bar, SpanDetails details) {

    void addAll(String parentId, String indent) {
      children.getOrDefault(parentId, List.of()).forEach(span -> add(span, indent));
    }

    private void add(RunSpan span, String indent) {
      table.add(
          "+" + Text.duration(Duration.between(bar.start(), span.startedAt())),
          Text.duration(span.duration()),
          bar.of(span),
          indent + Text.cut(span.name(), NAME - indent.length()),
          details.of(span));
      if (span.attempts().size() > 1) {
        span.attempts().forEach(attempt -> add(attempt, indent));
      }
      addAll(span.id(), indent + "  ");
    }

    private void add(Attempt attempt, String indent) {
      String took = attempt.durationMs().isEmpty() ? "?" : attempt.durationMs() + " ms";
      table.add(
          "", took, "", indent + "  attempt " + attempt.number(), SpanDetails.attempt(attempt));
    }
  }

  /** Where a span lies in its run, drawn to scale. */
  private record Bar(Instant start, Duration whole) {

    private static final int CELLS = 16;

    static Bar over(List<RunSpan> spans) {
      Instant start = spans.get(0).startedAt();
      Duration whole =
          spans.stream()
              .map(span -> Duration.between(start, span.startedAt()).plus(span.duration()))
              .max(Duration::compareTo)
              .orElse(Duration.ZERO);
      return new Bar(start, whole);
    }

    String of(RunSpan span) {
      Duration before = Duration.between(start, span.startedAt());
      int from = Math.min(cell(before), CELLS - 1);
      int to = Math.min(Math.max(cell(before.plus(span.duration())), from + 1), CELLS);
      return " ".repeat(from) + "━".repeat(to - from);
    }

    private int cell(Duration at) {
      return whole.isZero() ? 0 : (int) (at.toNanos() * CELLS / whole.toNanos());
    }
  }
}
