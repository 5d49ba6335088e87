/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.compare.Scored;
import dev.aiops.eval.definition.RunFilter;
import dev.aiops.eval.score.RecordedScore;
import dev.aiops.eval.score.ScoresOf;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The scores of one side of a comparison.
 *
 * @param runs whose
 */
public record ComparedScores(RunFilter runs) {

  /**
   * Those of an evaluator that are scores or errors; what does not apply or is unknown is neither.
   */
  public Stream<Scored> of(String evaluator, ClickHouse at) {
    return new ScoresOf(evaluator, runs.from(), runs.until(), runs.dataset())
        .at(at).stream().filter(this::accepts).map(ComparedScores::scored);
  }

  private boolean accepts(RecordedScore score) {
    boolean counts = score.status().equals("scored") || score.status().equals("error");
    return counts
        && runs.names().entrySet().stream()
            .allMatch(name -> name.getValue().accepts(value(score, name.getKey())));
  }

  private static String value(RecordedScore score, String key) {
    return switch (key) {
      case "agent" -> score.agent();
      case "service" -> score.service();
      case "version" -> score.agentVersion();
      default -> score.model();
    };
  }

  private static Scored scored(RecordedScore score) {
    Double value = score.value();
    String alone = score.conversation().isEmpty() ? score.run() : score.conversation();
    return new Scored(
        score.caseId().isEmpty() ? score.target() : score.caseId(),
        score.caseId().isEmpty() ? alone : score.caseId(),
        score.evaluator(),
        score.evaluatorVersion(),
        value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
        score.agent(),
        score.samplingWeight());
  }
}
