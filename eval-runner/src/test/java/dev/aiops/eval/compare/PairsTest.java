/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static dev.aiops.eval.compare.Once.cases;
import static dev.aiops.eval.compare.Once.compared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.eval.compare.Gate.Better;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairsTest {
  private static final Gate SOLVED = new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05);
  private static final Gate TONE = new Gate("tone", new Scale.Bounded(1, 5), Better.HIGHER, 0.25);
  private static final Gate LATENCY = new Gate("latency", new Scale.Ordered(), Better.LOWER, 0.15);

  private final Traffic traffic = new Traffic(3);

  @Test
  void pairs_manyWorseAndFewBetter_areARegression() {
    Verdict.Compared verdict = compared(SOLVED, cases(200, i -> true), cases(200, i -> i >= 20));

    assertThat(verdict).isInstanceOf(Verdict.Regression.class);
    assertThat(verdict.measured().method()).startsWith("paired: McNemar");
    assertThat(verdict.measured().effect()).isEqualTo(-0.1);
    assertThat(verdict.measured().interval().high()).isNegative();
    assertThat(verdict.measured().n()).isEqualTo(200);
  }

  @Test
  void pairs_sameResults_passOnlyWhereThereAreEnough() {
    assertThat(compared(SOLVED, cases(400, i -> i > 40), cases(400, i -> i > 40)))
        .isInstanceOf(Verdict.Pass.class);
    Verdict few = compared(SOLVED, cases(20, i -> true), cases(20, i -> true));

    assertThat(few).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(((Verdict.Inconclusive) few).stillNeeded()).isPositive();
  }

  @Test
  void pairs_someItemsMissing_areLeftOutAndSaid() {
    Verdict.Compared verdict = compared(SOLVED, cases(200, i -> true), cases(198, i -> true));

    assertThat(verdict.measured().n()).isEqualTo(198);
    assertThat(verdict.measured().notes())
        .containsExactly("2 items are in one arm only and left out");
  }

  @Test
  void pairs_scoredSeveralTimes_areOneItemByItsMean() {
    List<Scored> twice = new ArrayList<>(cases(100, i -> true));
    twice.addAll(cases(100, i -> i >= 50));
    Verdict.Compared verdict = compared(SOLVED, cases(100, i -> true), twice);

    assertThat(verdict.measured().method()).startsWith("paired: cluster bootstrap");
    assertThat(verdict.measured().n()).isEqualTo(100);
    assertThat(verdict.measured().effect()).isCloseTo(-0.25, within(1e-12));
    assertThat(verdict).isInstanceOf(Verdict.Regression.class);
  }

  @Test
  void pairs_ofMarks_areComparedByTheirDifferences() {
    List<Scored> before = marks(300, 0);
    List<Scored> after = marks(300, 0.5);
    Verdict.Compared verdict = compared(TONE, before, after);

    assertThat(verdict).isInstanceOf(Verdict.Regression.class);
    assertThat(verdict.measured().effect()).isCloseTo(-0.5, within(1e-9));
  }

  @Test
  void pairs_ofLatencies_areComparedByWhichIsSlower() {
    List<Scored> before = new ArrayList<>();
    List<Scored> after = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double latency = Traffic.latency(1).applyAsDouble(traffic.random());
      before.add(Scored.of("case-" + i, "latency", "v1", latency));
      after.add(Scored.of("case-" + i, "latency", "v1", i % 4 == 0 ? latency - 1 : latency + 1));
    }
    Verdict.Compared verdict = compared(LATENCY, before, after);

    assertThat(verdict.measured().effect()).isEqualTo(0.5);
    assertThat(verdict).isInstanceOf(Verdict.Regression.class);
  }

  private static List<Scored> marks(int n, double less) {
    return IntStream.range(0, n)
        .mapToObj(i -> Scored.of("case-" + i, "tone", "v1", 2 + i % 3 - less))
        .toList();
  }
}
