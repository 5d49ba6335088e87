/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import dev.aiops.eval.check.Target;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.trace.RecordedRun;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Evaluates runs by definitions.
 *
 * @param definitions which select what
 */
public record Evaluation(Definitions definitions) {

  /** The scores of a run; those whose ids are known are left out. */
  public List<Score> of(RecordedRun run, int revision, Set<String> known) {
    return definitions.all().stream()
        .filter(definition -> !definition.needsCase() && definition.select().selects(run))
        .flatMap(definition -> scores(run, definition, revision, known))
        .toList();
  }

  private static Stream<Score> scores(
      RecordedRun run, Definition definition, int revision, Set<String> known) {
    return Target.in(run, definition.target())
        .filter(target -> !known.contains(Score.id(target, definition, revision)))
        .map(target -> Score.of(target, definition, revision));
  }
}
