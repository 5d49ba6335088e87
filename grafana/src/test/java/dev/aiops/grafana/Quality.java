/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import dev.aiops.grafana.seed.Score;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What panels say of scores, made in Java. */
final class Quality {

  private Quality() {}

  static boolean isBy(Score score, String evaluator) {
    return score.evaluator().equals(evaluator);
  }

  static long count(List<Score> scores, Predicate<Score> which) {
    return scores.stream().filter(which).count();
  }

  /** The share that passed, each by how many runs it stands for. */
  static double share(List<Score> scores) {
    double passed = scores.stream().filter(Score::isPassed).mapToDouble(Score::weight).sum();
    return passed / scores.stream().filter(Score::isScored).mapToDouble(Score::weight).sum();
  }

  /** The mean, likewise. */
  static double mean(Stream<Score> scores) {
    double[] sums =
        scores
            .filter(Score::isScored)
            .map(s -> new double[] {s.value() * s.weight(), s.weight()})
            .reduce(new double[2], (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
    return sums[0] / sums[1];
  }
}
