/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static io.opentelemetry.javaagent.aiops.budget.Refill.Decision.ASK;
import static io.opentelemetry.javaagent.aiops.budget.Refill.Decision.REST;
import static io.opentelemetry.javaagent.aiops.budget.Refill.Decision.RETURN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.aiops.budget.Refill.Decision;
import io.opentelemetry.javaagent.aiops.budget.Refill.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When more money is asked for, and when it is given back. */
class RefillTest {

  private static final long SECOND = 1_000_000_000L;

  private final Refill refill = new Refill(Duration.ofSeconds(60), 0);

  @Test
  void decide_belowHalfOfWhatThereWas_asks() {
    assertThat(at(1, with(1_000, 500, 500, 10))).isEqualTo(REST);
    assertThat(at(2, with(1_000, 499, 501, 10))).isEqualTo(ASK);
  }

  @Test
  void decide_belowTwoOfTheLargestCalls_asks() {
    assertThat(at(1, with(1_000, 600, 400, 300))).isEqualTo(REST);
    assertThat(at(2, with(1_000, 599, 401, 300))).isEqualTo(ASK);
  }

  @Test
  void decide_beforeTheFirstCall_asksForNothing() {
    assertThat(at(1, with(0, 0, 0, 0))).isEqualTo(REST);
  }

  @Test
  void decide_inDebt_asks() {
    assertThat(at(1, with(1_000, -5_000, 6_000, 100))).isEqualTo(ASK);
  }

  @Test
  void decide_idleForAMinute_givesBackAndStaysQuiet() {
    at(0, with(1_000, 900, 100, 50));
    assertThat(at(59, with(1_000, 900, 100, 50))).isEqualTo(REST);
    assertThat(at(60, with(1_000, 900, 100, 50))).isEqualTo(RETURN);
    assertThat(at(61, with(1_000, 0, 100, 50))).as("given back is not used up").isEqualTo(REST);
  }

  @Test
  void decide_aSettlementOrAReservation_isNoIdleness() {
    at(0, with(1_000, 900, 100, 10));
    assertThat(at(50, with(1_000, 890, 110, 10))).isEqualTo(REST);
    State reserved = new State(1_000, 880, 110, 10, 10, false);
    assertThat(at(100, reserved)).isEqualTo(REST);
    assertThat(at(159, reserved)).isEqualTo(REST);
    assertThat(at(160, reserved)).isEqualTo(RETURN);
  }

  @Test
  void decide_recalled_givesBackAndAsksForNothing() {
    assertThat(at(1, new State(1_000, 1, 999, 0, 100, true))).isEqualTo(RETURN);
    assertThat(at(2, new State(1_000, 0, 1_000, 0, 100, true))).isEqualTo(REST);
  }

  @Test
  void decide_withAmountsThatALongJustHolds_doesNotWrap() {
    assertThat(at(1, with(Long.MAX_VALUE, 5, 0, Long.MAX_VALUE))).isEqualTo(ASK);
  }

  @Test
  void refill_withoutATime_isRefused() {
    assertThatThrownBy(() -> new Refill(Duration.ZERO, 0)).hasMessageContaining("above zero");
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

  private static State with(long level, long available, long spent, long largest) {
    return new State(level, available, spent, 0, largest, false);
  }
}
