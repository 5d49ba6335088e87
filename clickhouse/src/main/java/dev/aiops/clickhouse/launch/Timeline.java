/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run's spans as a tree, with attempts, fallbacks, errors, tokens and cost.
 *
 * @param failingSpanId the span the run failed in; empty without one
 * @param spans its spans, oldest first
 */
record Timeline(String failingSpanId, List<RunSpan> spans) {

  String text() {
    if (spans.isEmpty()) {
      return "No spans yet." + System.lineSeparator();
    }
    List<List<String>> rows = new ArrayList<>(List.of(List.of("AT", "TOOK", "SPAN", "")));
    Map<String, List<RunSpan>> children = children();
    Instant start = spans.get(0).startedAt();
    children.getOrDefault("", List.of()).forEach(root -> add(rows, children, root, start, ""));
    return Text.table(rows);
  }

  /** By parent; a span whose parent is not of this run is a root. */
  private Map<String, List<RunSpan>> children() {
    Set<String> ids = spans.stream().map(RunSpan::id).collect(Collectors.toSet());
    return spans.stream()
        .collect(
            Collectors.groupingBy(
                span -> ids.contains(span.parentId()) ? span.parentId() : "",
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private void add(
      List<List<String>> rows,
      Map<String, List<RunSpan>> children,
      RunSpan span,
      Instant start,
      String indent) {
    rows.add(
        List.of(
            "+" + Text.duration(Duration.between(start, span.startedAt())),
            Text.duration(span.duration()),
            indent + span.name(),
            details(span)));
    if (span.attempts().size() > 1) {
      span.attempts().forEach(attempt -> rows.add(attempt(attempt, indent)));
    }
    children
        .getOrDefault(span.id(), List.of())
        .forEach(child -> add(rows, children, child, start, indent + "  "));
  }

  private String details(RunSpan span) {
    List<String> details = new ArrayList<>();
    if (span.failed()) {
      details.add("ERROR " + Text.cut(span.error(), 120));
    } else if (!span.outcome().isEmpty() && !span.outcome().equals("ok")) {
      details.add(span.outcome());
    }
    if (span.id().equals(failingSpanId)) {
      details.add("(the run failed here)");
    }
    if (!span.fallback().isEmpty()) {
      details.add("fallback from " + span.fallback());
    }
    if (!span.costStatus().isEmpty()) {
      details.add(modelCall(span));
    }
    return String.join("  ", details);
  }

  private static String modelCall(RunSpan span) {
    String tokens =
        Text.count(span.inputTokens()) + " in, " + Text.count(span.outputTokens()) + " out";
    return switch (span.costStatus()) {
      case "priced" -> tokens + "  " + Text.usd(span.costUsd());
      case "unbilled" -> "not billed";
      default -> tokens + "  " + Text.usd(span.costUsd()) + " " + span.costStatus();
    };
  }

  private static List<String> attempt(Attempt attempt, String indent) {
    String result =
        attempt.error().isEmpty()
            ? attempt.status()
            : (attempt.status() + " " + attempt.error()).strip();
    String waited = attempt.waitMs().isEmpty() ? "" : "  after " + attempt.waitMs() + " ms";
    return List.of(
        "",
        attempt.durationMs() + " ms",
        indent + "  . attempt " + attempt.number(),
        result + waited);
  }
}
