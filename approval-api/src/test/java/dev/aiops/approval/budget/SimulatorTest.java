/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.log.Entry;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules over the whole of the state machine. After every row: no grant passes the cap
 * (I1), and the log holds at least what the provider billed (I2), so the bill never passes the cap.
 * A failure names its seed, which {@code -Daiops.seed=N} replays alone; {@code -Daiops.schedules=N}
 * runs another number than 100,000.
 */
class SimulatorTest {

  private static final long SCHEDULES = Long.getLong("aiops.schedules", 100_000L);
  private static final int STEPS = 50;
  private static final Long SEED = Long.getLong("aiops.seed");

  @Test
  void anySchedule_neverPassesTheCap() {
    seeds(1, SCHEDULES).parallel().forEach(SimulatorTest::holds);
  }

  @Test
  void longSchedules_neverPassTheCap() {
    seeds(1_000_000_000L, 40).parallel().forEach(seed -> explain(seed, () -> play(seed, 2_000)));
  }

  @Test
  void replay_givesTheSameLogAndTheSameState() {
    Schedule first = play(7, 2_000);
    Schedule second = play(7, 2_000);
    assertThat(second.log().rows()).isEqualTo(first.log().rows());
    Budgets state = Budgets.EMPTY;
    for (Entry row : first.log().rows()) {
      state = BudgetLog.apply(state, row);
    }
    assertThat(state).isEqualTo(first.ledger().truth());
  }

  private static LongStream seeds(long first, long count) {
    return SEED == null ? LongStream.range(first, first + count) : LongStream.of(SEED);
  }

  private static void holds(long seed) {
    explain(seed, () -> check(seed, play(seed, seed % 50 == 0 ? STEPS * 5 : STEPS)));
  }

  private static void check(long seed, Schedule schedule) {
    if (seed % 4 == 0) {
      reconciles(schedule);
    }
  }

  private static Schedule play(long seed, int steps) {
    Schedule schedule = new Schedule(seed, new ControlPlane(), seed % 8 == 7);
    schedule.run(steps);
    return schedule;
  }

  /**
   * Once all is quiet, the log and the bill differ by what was under way in killed processes only.
   */
  private static void reconciles(Schedule schedule) {
    long overcharged = schedule.overchargedOnceQuiet();
    Ledger ledger = schedule.ledger();
    long spent = 0;
    long billed = 0;
    for (var days : ledger.truth().days().values()) {
      for (BudgetDay day : days.values()) {
        assertThat(day.totals()).as("totals of %s:%s", day.budget(), day.day()).isEqualTo(sum(day));
        spent += day.totals().spent();
        billed += ledger.billed(day);
      }
    }
    if (schedule.lostNothing()) {
      assertThat(spent - billed)
          .as("spent %s above billed %s", spent, billed)
          .isEqualTo(overcharged);
    }
  }

  private static Totals sum(BudgetDay day) {
    Totals sum = Totals.NONE;
    for (Lease lease : day.book().leases().values()) {
      sum = sum.plus(lease);
    }
    return sum;
  }

  static Optional<Throwable> firstFailure(ControlPlane rules, long schedules) {
    return LongStream.rangeClosed(1, schedules)
        .mapToObj(seed -> failure(rules, seed))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Throwable> failure(ControlPlane rules, long seed) {
    try {
      new Schedule(seed, rules, false).run(STEPS * 3);
      return Optional.empty();
    } catch (AssertionError | IllegalStateException e) {
      return Optional.of(e);
    }
  }

  private static void explain(long seed, Runnable schedule) {
    try {
      schedule.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("replay with -Daiops.seed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
