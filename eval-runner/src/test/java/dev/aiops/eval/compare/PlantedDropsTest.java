/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.compare.Gate.Better;
import dev.aiops.eval.stat.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a drop as large as the margin is found by the number of scores that is said to. */
class PlantedDropsTest {
  private static final Gate SOLVED = new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05);
  private static final Gate TOOLS = new Gate("tools", new Scale.Binary(), Better.HIGHER, 0.05);
  private static final Gate TONE = new Gate("tone", new Scale.Bounded(1, 5), Better.HIGHER, 0.25);
  private static final Gate LATENCY = new Gate("latency", new Scale.Ordered(), Better.LOWER, 0.15);

  private static final Gate TALK = new Gate("talk", new Scale.Binary(), Better.HIGHER, 0.05);

  private final Traffic traffic = new Traffic(1126);

  @Test
  void rate_fromNinetyToEightyFivePercent_isFoundInFourOfFive() {
    int n = (int) new SampleSize(0.05, 0.8).independent(0.9, 0.85, 1);

    foundAtLeastInFourOfFive(
        1_000,
        n,
        "two samples, 90 to 85 %, once",
        () -> rates(n, 0.85, List.of(SOLVED), Plan.gate()));
  }

  @Test
  void rate_amongTwoGatesOnTheTwelfthNight_isFoundInFourOfFive() {
    Plan plan = Plan.nightly(12);
    int n = (int) new SampleSize(plan.level() / 2, 0.8).independent(0.9, 0.85, 1);

    foundAtLeastInFourOfFive(
        200,
        n,
        "two samples, 90 to 85 %, one of two gates on the 12th night",
        () -> rates(n, 0.85, List.of(SOLVED, TOOLS), plan));
  }

  @Test
  void pairs_fivePointsLessAtTenPercentDiscordant_areFoundInFourOfFive() {
    int n = (int) new SampleSize(0.05, 0.8).paired(0.1, 0.05);

    foundAtLeastInFourOfFive(
        1_000, n, "paired, 5 points at 10 % discordant", () -> pairs(n, 0.025, 0.075));
  }

  @Test
  @Tag("long")
  void marks_aQuarterLess_areFoundInFourOfFive() {
    int n = stated(TONE, marks(2_000, 0), marks(2_000, 0));

    foundAtLeastInFourOfFive(
        1_000,
        n,
        "two samples, marks of 1 to 5 less 0.25",
        () -> Once.report(TONE, marks(n, 0), marks(n, 0.25)));
  }

  @Test
  @Tag("long")
  void latency_larger_isFoundInFourOfFive() {
    int n = stated(LATENCY, latencies(2_000, 1), latencies(2_000, 1));

    foundAtLeastInFourOfFive(
        1_000,
        n,
        "two samples, latency, delta 0.15",
        () -> Once.report(LATENCY, latencies(n, 1), latencies(n, 1.256)));
  }

  @Test
  @Tag("long")
  void conversations_fivePointsLess_areFoundInFourOfFive() {
    int n = stated(TALK, talk(2_000, 0.8), talk(2_000, 0.8));

    foundAtLeastInFourOfFive(
        1_000,
        n,
        "two samples, conversations of one to five runs, 80 to 75 %",
        () -> Once.report(TALK, talk(n, 0.8), talk(n, 0.75)));
  }

  /** The other mistake: to let a drop as large as the margin pass. */
  @Test
  void rate_fivePointsLess_passesInFivePercentAtMost() {
    long passed =
        IntStream.range(0, 1_000)
            .filter(i -> rates(686, 0.85, List.of(SOLVED), Plan.gate()).exitCode() == Report.PASS)
            .count();

    System.out.printf(
        Locale.ROOT, "planted drop (two samples, 90 to 85 %%): passed %d of 1,000%n", passed);
    assertThat(passed).isLessThanOrEqualTo(50);
  }

  private void foundAtLeastInFourOfFive(
      int times, int n, String what, Supplier<Report> comparison) {
    long found =
        IntStream.range(0, times)
            .filter(i -> comparison.get().exitCode() == Report.REGRESSION)
            .count();

    System.out.printf(
        Locale.ROOT, "planted drop (%s): found %d of %,d, n = %d%n", what, found, times, n);
    assertThat(found).isGreaterThanOrEqualTo(times * 4L / 5);
  }

  private Report rates(int n, double rate, List<Gate> gates, Plan plan) {
    return Comparison.of(
        Traffic.arm(
            "before",
            traffic.runs("solved", n, Traffic.rate(0.9)),
            traffic.runs("tools", n, Traffic.rate(0.7))),
        Traffic.arm(
            "after",
            traffic.runs("solved", n, Traffic.rate(rate)),
            traffic.runs("tools", n, Traffic.rate(0.7))),
        gates,
        plan);
  }

  private Report pairs(int n, double better, double worse) {
    List<Scored> before = new ArrayList<>();
    List<Scored> after = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double drawn = traffic.random().nextDouble();
      boolean wasSolved = drawn < worse || drawn > worse + better + 0.1;
      boolean isSolved = drawn >= worse && (drawn < worse + better || wasSolved);
      before.add(Scored.of("case-" + i, "solved", "v1", wasSolved ? 1 : 0));
      after.add(Scored.of("case-" + i, "solved", "v1", isSolved ? 1 : 0));
    }
    return Comparison.of(
        new Arm("before", before), new Arm("after", after), List.of(SOLVED), Plan.gate());
  }

  private List<Scored> marks(int n, double less) {
    return traffic.runs("tone", n, Traffic.marks(less / 0.96));
  }

  private List<Scored> latencies(int n, double factor) {
    return traffic.runs("latency", n, Traffic.latency(factor));
  }

  /** Three runs a conversation on the mean. */
  private List<Scored> talk(int n, double rate) {
    return traffic.conversations("talk", n / 3, rate);
  }

  /** What a first comparison of two unchanged arms says is needed. */
  private static int stated(Gate gate, List<Scored> before, List<Scored> after) {
    return (int) Once.compared(gate, before, after).measured().needed();
  }
}
