/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.budget.Refill.Ask;
import io.opentelemetry.javaagent.aiops.budget.Refill.Decision;
import io.opentelemetry.javaagent.aiops.budget.Refill.Rest;
import io.opentelemetry.javaagent.aiops.budget.Refill.Return;
import io.opentelemetry.javaagent.aiops.budget.Refill.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When more money is asked for, how much, and when it is given back. */
class RefillTest {

  private static final long SECOND = 1_000_000_000L;

  private final Refill refill = new Refill(Duration.ofSeconds(60), 10_000, 0);

  @Test
  void decide_belowHalfOfWhatWasGranted_asks() {
    assertThat(at(1, with(1_000, 500, 500, 10))).isEqualTo(new Rest());
    assertThat(at(2, with(1_000, 499, 501, 10))).isInstanceOf(Ask.class);
  }

  @Test
  void decide_belowTwoOfTheLargestCalls_asks() {
    assertThat(at(1, with(1_000, 600, 400, 300))).isEqualTo(new Rest());
    assertThat(at(2, with(1_000, 599, 401, 300))).isEqualTo(new Ask(4 * 300 - 599));
  }

  @Test
  void decide_whileARequestIsUnderWay_waits() {
    assertThat(at(1, new State(1_000, 0, 1_000, 0, 100, 200, true, false))).isEqualTo(new Rest());
  }

  @Test
  void decide_beforeTheFirstCall_asksForNothing() {
    assertThat(at(1, with(0, 0, 0, 0))).isEqualTo(new Rest());
  }

  @Test
  void decide_afterACallThatDidNotFit_asksForItAtOnce_alsoWhenIdle() {
    State refused = new State(0, 0, 0, 0, 0, 700, false, false);
    assertThat(at(500, refused)).isEqualTo(new Ask(2_800));
    State fitsNow = new State(900, 900, 0, 0, 700, 700, false, false);
    assertThat(at(501, fitsNow)).as("a lease came in the meantime").isInstanceOf(Ask.class);
    State fits = new State(1_400, 1_400, 0, 0, 700, 700, false, false);
    assertThat(at(502, fits)).isEqualTo(new Rest());
  }

  @Test
  void decide_asksForWhatAMinuteCosts_upToTheMost() {
    at(1, with(4_000, 4_000, 0, 10));
    at(61, with(4_000, 1_000, 3_000, 10));
    assertThat(at(62, with(4_000, 900, 3_100, 10))).isEqualTo(new Ask(3_000 - 900));
    assertThat(at(63, with(4_000, 900, 3_100, 9_000))).isEqualTo(new Ask(10_000));
  }

  @Test
  void decide_asksForTheLargestCallAtLeast_becauseLeasesShareNothing() {
    assertThat(at(1, with(10_000, 4_900, 5_100, 1_500))).isEqualTo(new Ask(1_500));
  }

  @Test
  void decide_inDebt_asksNoMoreThanWithoutMoney() {
    assertThat(at(1, with(1_000, -5_000, 6_000, 100))).isEqualTo(new Ask(400));
  }

  @Test
  void decide_idleForAMinute_givesBackAndStaysQuiet() {
    at(0, with(1_000, 900, 100, 50));
    assertThat(at(59, with(1_000, 900, 100, 50))).isEqualTo(new Rest());
    assertThat(at(60, with(1_000, 900, 100, 50))).isEqualTo(new Return());
    assertThat(at(61, with(1_000, 0, 100, 50)))
        .as("given back is not used up")
        .isEqualTo(new Rest());
    assertThat(at(62, with(0, 0, 100, 50))).isEqualTo(new Rest());
  }

  @Test
  void decide_aSettlementOrAReservation_isNoIdleness() {
    at(0, with(1_000, 900, 100, 10));
    assertThat(at(50, with(1_000, 890, 110, 10))).isEqualTo(new Rest());
    assertThat(at(100, new State(1_000, 880, 110, 10, 10, 0, false, false))).isEqualTo(new Rest());
    assertThat(at(159, new State(1_000, 880, 110, 10, 10, 0, false, false))).isEqualTo(new Rest());
    assertThat(at(160, new State(1_000, 880, 110, 10, 10, 0, false, false)))
        .isEqualTo(new Return());
  }

  @Test
  void decide_recalled_givesBackAndAsksForNothing() {
    assertThat(at(1, new State(1_000, 1, 999, 0, 100, 500, false, true))).isEqualTo(new Return());
    assertThat(at(2, new State(1_000, 0, 1_000, 0, 100, 500, false, true))).isEqualTo(new Rest());
  }

  @Test
  void decide_withAmountsThatALongJustHolds_doesNotWrap() {
    assertThat(at(1, with(Long.MAX_VALUE, 5, 0, Long.MAX_VALUE))).isEqualTo(new Ask(10_000));
  }

  @Test
  void refill_withoutATimeOrAnAmount_isRefused() {
    assertThatThrownBy(() -> new Refill(Duration.ZERO, 1, 0)).hasMessageContaining("above zero");
    assertThatThrownBy(() -> new Refill(Duration.ofSeconds(1), 0, 0))
        .hasMessageContaining("above zero");
  }

  @Test
  void recentMaximum_forgetsWhatIsOlderThanTwoRolls() {
    RecentMaximum maximum = new RecentMaximum();
    maximum.see(10);
    maximum.see(7);
    assertThat(maximum.get()).isEqualTo(10);
    maximum.roll();
    maximum.see(5);
    assertThat(maximum.get()).isEqualTo(10);
    maximum.roll();
    assertThat(maximum.get()).isEqualTo(5);
    maximum.roll();
    assertThat(maximum.get()).isZero();
  }

  private Decision at(long seconds, State state) {
    return refill.decide(state, seconds * SECOND);
  }

  private static State with(long granted, long available, long spent, long largest) {
    return new State(granted, available, spent, 0, largest, 0, false, false);
  }
}
