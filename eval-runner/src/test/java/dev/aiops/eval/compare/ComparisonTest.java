/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static dev.aiops.eval.compare.Once.cases;
import static dev.aiops.eval.compare.Once.compared;
import static dev.aiops.eval.compare.Once.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.eval.compare.Gate.Better;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Gate SOLVED = new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05);
  private static final Gate TONE = new Gate("tone", new Scale.Bounded(1, 5), Better.HIGHER, 0.25);
  private static final Gate LATENCY = new Gate("latency", new Scale.Ordered(), Better.LOWER, 0.15);

  private final Traffic traffic = new Traffic(3);

  @Test
  void twoSamples_ofRates_areComparedByNewcombe() {
    Verdict.Compared verdict =
        compared(
            SOLVED,
            traffic.runs("solved", 2_000, Traffic.rate(0.9)),
            traffic.runs("solved", 2_000, Traffic.rate(0.8)));

    assertThat(verdict).isInstanceOf(Verdict.Regression.class);
    assertThat(verdict.measured().method()).contains("Newcombe");
    assertThat(verdict.measured().needed()).isBetween(500L, 900L);
  }

  @Test
  void twoSamples_faster_pass_andSlowerAreARegression() {
    List<Scored> usual = traffic.runs("latency", 1_000, Traffic.latency(1));

    assertThat(compared(LATENCY, usual, traffic.runs("latency", 1_000, Traffic.latency(0.5))))
        .isInstanceOf(Verdict.Pass.class);
    assertThat(compared(LATENCY, usual, traffic.runs("latency", 1_000, Traffic.latency(2))))
        .isInstanceOf(Verdict.Regression.class);
  }

  @Test
  void twoSamples_smallDropKnownWell_passes() {
    Verdict.Compared verdict =
        compared(SOLVED, traffic.hits(100_000, 90_000), traffic.hits(100_000, 88_000));

    assertThat(verdict.measured().corrected().high()).isNegative();
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void twoSamples_fewAllGood_areInconclusive() {
    for (Gate gate : List.of(SOLVED, TONE, LATENCY)) {
      Verdict verdict = compared(gate, same(gate, 20), same(gate, 20));

      assertThat(verdict).as(gate.evaluator()).isInstanceOf(Verdict.Inconclusive.class);
    }
  }

  /** One conversation that goes wrong a hundred times is one thing gone wrong. */
  @Test
  void clusters_fewLargeOnesWorse_areNoRegression() {
    List<Scored> before = inConversations(20, 50, i -> false);
    List<Scored> after = inConversations(20, 50, i -> i == 0);
    Verdict.Compared verdict = compared(SOLVED, before, after);

    assertThat(verdict.measured().effect()).isCloseTo(-0.05, within(1e-9));
    assertThat(verdict.measured().method()).contains("cluster bootstrap");
    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(compared(SOLVED, alone(before), alone(after)))
        .isInstanceOf(Verdict.Regression.class);
  }

  @Test
  void weights_ofSampledRuns_countAsWhatTheyStandFor() {
    List<Scored> before = new ArrayList<>(weighted("a", 500, 1, 1));
    before.addAll(weighted("b", 500, 0, 3));
    List<Scored> after = new ArrayList<>(weighted("c", 500, 1, 3));
    after.addAll(weighted("d", 500, 0, 1));
    Verdict.Compared verdict = compared(SOLVED, before, after);

    assertThat(verdict.measured().reference()).isEqualTo(0.25);
    assertThat(verdict.measured().candidate()).isEqualTo(0.75);
    assertThat(verdict.measured().effect()).isEqualTo(0.5);
  }

  @Test
  void gates_several_shareTheLevelByHolm() {
    Gate tools = new Gate("tools", new Scale.Binary(), Better.HIGHER, 0.05);
    Report report =
        Comparison.of(
            Traffic.arm("a", traffic.hits(500, 450), renamed(traffic.hits(500, 450), "tools")),
            Traffic.arm("b", traffic.hits(500, 425), renamed(traffic.hits(500, 450), "tools")),
            List.of(SOLVED, tools),
            Plan.gate());
    Verdict.Compared alone = compared(SOLVED, traffic.hits(500, 450), traffic.hits(500, 425));

    assertThat(alone).isInstanceOf(Verdict.Regression.class);
    assertThat(verdict(report, 0)).isInstanceOf(Verdict.Regression.class);
    assertThat(verdict(report, 0).measured().level()).isEqualTo(0.05);
    assertThat(verdict(report, 1).measured().p()).isEqualTo(1);
    assertThat(verdict(report, 0).measured().needed()).isGreaterThan(alone.measured().needed());
  }

  @Test
  void seed_same_givesTheSameReport() {
    Arm before = new Arm("before", traffic.runs("tone", 200, Traffic.marks(0)));
    Arm after = new Arm("after", traffic.runs("tone", 200, Traffic.marks(0.2)));

    assertThat(Comparison.of(before, after, List.of(TONE), Plan.gate()))
        .isEqualTo(Comparison.of(before, after, List.of(TONE), Plan.gate()));
  }

  @Test
  void gates_noneOrTwice_areRefused() {
    Arm arm = new Arm("arm", cases(2, i -> true));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.of(arm, arm, List.of(), Plan.gate()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.of(arm, arm, List.of(SOLVED, SOLVED), Plan.gate()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Gate("solved", new Scale.Binary(), Better.HIGHER, 0));
  }

  @Test
  void hundredThousandScoresEach_takeSecondsAtMost() {
    takesSecondsAtMost(
        TONE,
        traffic.runs("tone", 100_000, Traffic.marks(0)),
        traffic.runs("tone", 100_000, Traffic.marks(0.01)));
    takesSecondsAtMost(
        LATENCY,
        traffic.runs("latency", 100_000, Traffic.latency(1)),
        traffic.runs("latency", 100_000, Traffic.latency(1.01)));
    takesSecondsAtMost(SOLVED, cases(100_000, i -> i % 9 > 0), cases(100_000, i -> i % 9 > 0));
  }

  private static void takesSecondsAtMost(Gate gate, List<Scored> before, List<Scored> after) {
    long start = System.nanoTime();
    Verdict.Compared verdict = compared(gate, before, after);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    System.out.printf(
        Locale.ROOT,
        "two windows of 100,000 scores (%s): %d ms%n",
        verdict.measured().method(),
        took.toMillis());
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  private static List<Scored> renamed(List<Scored> scores, String evaluator) {
    return scores.stream()
        .map(score -> Scored.of(score.item(), evaluator, "v1", score.value().getAsDouble()))
        .toList();
  }

  private List<Scored> same(Gate gate, int n) {
    return traffic.runs(gate.evaluator(), n, random -> 1);
  }

  private List<Scored> inConversations(int conversations, int runs, IntPredicate fails) {
    int[] next = {0};
    return traffic.runs("solved", conversations * runs, random -> 1).stream()
        .map(
            score -> {
              int conversation = next[0]++ / runs;
              return new Scored(
                  score.item(),
                  score.item().replaceAll("-\\d+$", "") + "-" + conversation,
                  "solved",
                  "v1",
                  OptionalDouble.of(fails.test(conversation) ? 0 : 1),
                  "",
                  1);
            })
        .toList();
  }

  private static List<Scored> alone(List<Scored> scores) {
    return renamed(scores, "solved");
  }

  private static List<Scored> weighted(String name, int n, double value, double weight) {
    return IntStream.range(0, n)
        .mapToObj(
            i ->
                new Scored(
                    name + i, name + i, "solved", "v1", OptionalDouble.of(value), "", weight))
        .toList();
  }
}
