/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static dev.aiops.eval.compare.Once.compared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.eval.compare.Gate.Better;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficMixTest {
  private static final Gate SOLVED = new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05);
  private static final Gate LATENCY = new Gate("latency", new Scale.Ordered(), Better.LOWER, 0.15);

  private final Traffic traffic = new Traffic(3);

  /** More of the hard kind: the whole became worse, each kind did not. */
  @Test
  void stratum_mixMoved_isComparedWithinKinds() {
    List<Scored> before = kinds(900, 100);
    List<Scored> after = kinds(500, 500);
    Verdict.Compared verdict = compared(SOLVED, before, after);

    assertThat(verdict.measured().candidate() - verdict.measured().reference()).isLessThan(-0.15);
    assertThat(verdict.measured().effect()).isBetween(-0.05, 0.05);
    assertThat(verdict).isNotInstanceOf(Verdict.Regression.class);
    assertThat(verdict.measured().notes())
        .containsExactly("the traffic mix moved: compared within 2 strata");
  }

  @Test
  void stratum_mixMoved_ranksAreComparedWithinKindsToo() {
    Verdict.Compared verdict =
        compared(LATENCY, latenciesOfKinds(900, 300), latenciesOfKinds(500, 700));

    assertThat(verdict.measured().method()).contains("by stratum");
    assertThat(verdict.measured().candidate()).isGreaterThan(verdict.measured().reference() * 1.2);
    assertThat(verdict).isNotInstanceOf(Verdict.Regression.class);
  }

  @Test
  void stratum_ofOneArmOnly_isLeftOutAndSaid() {
    List<Scored> after = new ArrayList<>(kinds(900, 100));
    after.addAll(ofKind("new", traffic.hits(110, 0)));
    Verdict.Compared verdict = compared(SOLVED, kinds(900, 100), after);

    assertThat(verdict.measured().effect()).isCloseTo(0, within(1e-12));
    assertThat(verdict.measured().notes().toString())
        .contains("9.9 % of an arm is of strata that the other lacks and left out");
  }

  private List<Scored> kinds(int easy, int hard) {
    List<Scored> scores = new ArrayList<>(ofKind("easy", traffic.hits(easy, easy * 95 / 100)));
    scores.addAll(ofKind("hard", traffic.hits(hard, hard / 2)));
    return scores;
  }

  private List<Scored> latenciesOfKinds(int quick, int slow) {
    List<Scored> scores =
        new ArrayList<>(ofKind("quick", traffic.runs("latency", quick, Traffic.latency(1))));
    scores.addAll(ofKind("slow", traffic.runs("latency", slow, Traffic.latency(4))));
    return scores;
  }

  private static List<Scored> ofKind(String stratum, List<Scored> scores) {
    return scores.stream()
        .map(
            score ->
                new Scored(
                    score.item(),
                    score.cluster(),
                    score.evaluator(),
                    score.version(),
                    score.value(),
                    stratum,
                    1))
        .toList();
  }
}
