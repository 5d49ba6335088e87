/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import dev.aiops.eval.check.Target;
import dev.aiops.eval.trace.RecordedRun;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else scored.
 *
 * @param kind as scores have it
 * @param id the run, else the span
 */
record ScoredTarget(String kind, String id) {

  /** The model call or tool call whose span the event stands in, else the run. */
  static ScoredTarget of(ResultEvent event, @Nullable RecordedRun run) {
    if (run == null) {
      return new ScoredTarget(Target.Kind.RUN.text(), event.place());
    }
    if (run.modelCalls().stream().anyMatch(call -> call.spanId().equals(event.spanId()))) {
      return new ScoredTarget(Target.Kind.STEP.text(), event.spanId());
    }
    return run.toolCalls().stream().anyMatch(call -> call.spanId().equals(event.spanId()))
        ? new ScoredTarget(Target.Kind.TOOL_CALL.text(), event.spanId())
        : new ScoredTarget(Target.Kind.RUN.text(), run.id());
  }
}
