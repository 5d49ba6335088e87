/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;

/** Our spans of the runs that asked for one model, in the order they began. */
public record CaseSpans(List<AppSpan> spans) {

  /** The runs of {@code outcome} in which a model named {@code model} was asked. */
  public static CaseSpans of(AgentJvm.Outcome outcome, String model) {
    List<Object> runs =
        outcome.spans().stream()
            .filter(span -> model.equals(span.attribute("gen_ai.request.model")))
            .map(span -> span.attribute("aiops.run.id"))
            .distinct()
            .toList();
    return new CaseSpans(
        outcome.spans().stream()
            .filter(span -> span.attribute("gen_ai.operation.name") != null)
            .filter(span -> runs.contains(span.attribute("aiops.run.id")))
            .sorted(Comparator.comparingLong(AppSpan::startNanos))
            .toList());
  }

  /** Names in order, each indented by its depth in the tree: exact spans, nothing more. */
  public List<String> tree() {
    return spans.stream().map(span -> "  ".repeat(depth(span)) + span.name()).toList();
  }

  private int depth(AppSpan span) {
    return (int) spans.stream().filter(other -> other.id().equals(span.parentId())).count() == 0
        ? 0
        : 1 + depth(parent(span));
  }

  private AppSpan parent(AppSpan span) {
    return spans.stream().filter(s -> s.id().equals(span.parentId())).findFirst().orElseThrow();
  }

  /** The only model call. */
  public AppSpan call() {
    assertThat(calls()).hasSize(1);
    return calls().get(0);
  }

  /** The model calls, in order. */
  public List<AppSpan> calls() {
    return spans.stream().filter(AppSpan::isModelCall).toList();
  }

  /** The only span of that name. */
  public AppSpan named(String name) {
    List<AppSpan> found = spans.stream().filter(s -> s.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  /** The run's root. */
  public AppSpan root() {
    List<AppSpan> roots =
        spans.stream().filter(s -> Boolean.TRUE.equals(s.attribute("aiops.run.root"))).toList();
    assertThat(roots).hasSize(1);
    return roots.get(0);
  }
}
