/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.compare.Gate.Better;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often nights on which nothing has changed raise an alarm. */
class NightsTest {
  private static final List<Gate> CHEAP =
      List.of(
          new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05),
          new Gate("refused", new Scale.Binary(), Better.LOWER, 0.03),
          new Gate("tools", new Scale.Binary(), Better.HIGHER, 0.05),
          new Gate("latency", new Scale.Ordered(), Better.LOWER, 0.15));
  private static final List<Gate> ALL =
      List.of(
          CHEAP.get(0),
          CHEAP.get(1),
          CHEAP.get(2),
          CHEAP.get(3),
          new Gate("tone", new Scale.Bounded(1, 5), Better.HIGHER, 0.25),
          new Gate("talk", new Scale.Binary(), Better.HIGHER, 0.05));

  private final Traffic traffic = new Traffic(2026);

  @Test
  void gates_thousandNights_alarmInFivePercentAtMost() {
    long alarms = nights(1_000, CHEAP, this::cheap);

    print("%d of 1,000 nights alarm, each with a reference of its own", alarms, CHEAP);
    assertThat(alarms).isLessThanOrEqualTo(50);
  }

  @Test
  void nightly_fortyReferencesOfTwentyFiveNights_alarmInFivePercentAtMost() {
    long alarms = references(40, 25, CHEAP, this::cheap);

    print("%d of 40 references alarm ever, each looked at for 25 nights", alarms, CHEAP);
    assertThat(alarms).isLessThanOrEqualTo(2);
  }

  @Test
  @Tag("long")
  void gates_thousandNightsOfEveryScale_alarmInFivePercentAtMost() {
    long alarms = nights(1_000, ALL, this::all);

    print("%d of 1,000 nights alarm, each with a reference of its own", alarms, ALL);
    assertThat(alarms).isLessThanOrEqualTo(50);
  }

  @Test
  @Tag("long")
  void nightly_hundredReferencesOfHundredNights_alarmInFivePercentAtMost() {
    long alarms = references(100, 100, ALL, this::all);

    print("%d of 100 references alarm ever, each looked at for 100 nights", alarms, ALL);
    assertThat(alarms).isLessThanOrEqualTo(5);
  }

  @Test
  @Tag("long")
  void nightly_hundredReferencesOfThousandNights_alarmInFivePercentAtMost() {
    long alarms = references(100, 1_000, CHEAP, this::cheap);

    print("%d of 100 references alarm ever, each looked at for 1,000 nights", alarms, CHEAP);
    assertThat(alarms).isLessThanOrEqualTo(5);
  }

  private long nights(int nights, List<Gate> gates, IntFunction<Arm> arm) {
    return count(nights, () -> alarms(arm.apply(400), arm.apply(200), gates, Plan.gate()));
  }

  private long references(int references, int nights, List<Gate> gates, IntFunction<Arm> arm) {
    return count(references, () -> alarmsEver(arm.apply(400), nights, gates, arm));
  }

  private static boolean alarmsEver(
      Arm reference, int nights, List<Gate> gates, IntFunction<Arm> arm) {
    return IntStream.rangeClosed(1, nights)
        .anyMatch(look -> alarms(reference, arm.apply(200), gates, Plan.nightly(look)));
  }

  private static boolean alarms(Arm reference, Arm candidate, List<Gate> gates, Plan plan) {
    return Comparison.of(reference, candidate, gates, plan).exitCode() == Report.REGRESSION;
  }

  private static long count(int times, BooleanSupplier alarms) {
    return IntStream.range(0, times).filter(i -> alarms.getAsBoolean()).count();
  }

  private static void print(String text, long alarms, List<Gate> gates) {
    System.out.printf(
        Locale.ROOT, "A/A: " + text + " (%d evaluators, 400 and 200 runs)%n", alarms, gates.size());
  }

  private Arm cheap(int runs) {
    return Traffic.arm(
        "night",
        traffic.runs("solved", runs, Traffic.rate(0.85)),
        traffic.runs("refused", runs, Traffic.rate(0.04)),
        traffic.runs("tools", runs, Traffic.rate(0.7)),
        traffic.runs("latency", runs, Traffic.latency(1)));
  }

  private Arm all(int runs) {
    return Traffic.arm(
        "night",
        cheap(runs).scores(),
        traffic.runs("tone", runs, Traffic.marks(0)),
        traffic.conversations("talk", runs / 3, 0.8));
  }
}
