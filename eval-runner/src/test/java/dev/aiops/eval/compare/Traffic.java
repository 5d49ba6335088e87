/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Scores of simulated runs. */
final class Traffic {
  private final SplittableRandom random;
  private int arms;

  Traffic(long seed) {
    this.random = new SplittableRandom(seed);
  }

  SplittableRandom random() {
    return random;
  }

  /** {@code n} runs of their own, each scored by what {@code value} draws. */
  List<Scored> runs(String evaluator, int n, ToDoubleFunction<SplittableRandom> value) {
    int arm = arms++;
    List<Scored> scores = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      scores.add(Scored.of("run-" + arm + "-" + i, evaluator, "v1", value.applyAsDouble(random)));
    }
    return scores;
  }

  /** {@code n} runs of their own of which exactly {@code solved} are. */
  List<Scored> hits(int n, int solved) {
    int[] left = {solved};
    return runs("solved", n, random -> left[0]-- > 0 ? 1 : 0);
  }

  /** {@code n} conversations of one to five runs each, which succeed alike within. */
  List<Scored> conversations(String evaluator, int n, double rate) {
    int arm = arms++;
    List<Scored> scores = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double own = Math.max(0, Math.min(1, rate + (random.nextDouble() - 0.5) * 0.3));
      int runs = 1 + random.nextInt(5);
      for (int run = 0; run < runs; run++) {
        String conversation = "conversation-" + arm + "-" + i;
        double value = random.nextDouble() < own ? 1 : 0;
        scores.add(
            new Scored(
                conversation + "-" + run,
                conversation,
                evaluator,
                "v1",
                OptionalDouble.of(value),
                "",
                1));
      }
    }
    return scores;
  }

  /** Succeeds at this rate. */
  static ToDoubleFunction<SplittableRandom> rate(double rate) {
    return random -> random.nextDouble() < rate ? 1 : 0;
  }

  /** Marks from 1 to 5, most of them high; lower by {@code less} on the mean. */
  static ToDoubleFunction<SplittableRandom> marks(double less) {
    return random -> {
      double mark = 1 + Math.floor(5 * Math.sqrt(random.nextDouble()));
      return random.nextDouble() < less && mark > 1 ? mark - 1 : Math.min(5, mark);
    };
  }

  /** Milliseconds with a long tail. */
  static ToDoubleFunction<SplittableRandom> latency(double factor) {
    return random -> {
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        sum += random.nextDouble() - 0.5;
      }
      return factor * 900 * Math.exp(1.2 * sum);
    };
  }

  @SafeVarargs
  static Arm arm(String name, List<Scored>... scores) {
    List<Scored> all = new ArrayList<>();
    for (List<Scored> some : scores) {
      all.addAll(some);
    }
    return new Arm(name, all);
  }
}
