/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Refused;
import io.opentelemetry.javaagent.aiops.budget.Standing;
import io.opentelemetry.javaagent.aiops.control.Desk.Waiting;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Calls wait for money while the control plane is slow. */
class DeskTest {

  private static final long BOUND = 5;
  private static final long MOST = TimeUnit.SECONDS.toNanos(60);

  private static final Refused HELD =
      new Refused(
          "held_in_leases",
          "others hold it",
          new Standing(
              "support",
              LocalDate.of(2026, 11, 26),
              100,
              10,
              90,
              90,
              Duration.ofHours(1),
              List.of()));

  private final Desk desk = new Desk();

  @Test
  void await_thatNobodyAnswers_endsWhenOtherCallsFreeEnough() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Waiting joined = desk.join(BOUND, System.nanoTime(), MOST);
      Future<Answer> answer = caller.submit(() -> Desk.await(joined, BOUND, MOST, enough::get));
      enough.set(true);
      assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.TryAgain.class);
    } finally {
      caller.shutdownNow();
    }
  }

  @Test
  void await_thatNobodyAnswers_isNullAfterItsTime() throws Exception {
    Waiting joined = desk.join(BOUND, System.nanoTime(), MOST);
    assertThat(Desk.await(joined, BOUND, TimeUnit.MILLISECONDS.toNanos(50), () -> false)).isNull();
  }

  @Test
  void recent_afterARefusalThatTimeMayMend_isToldForAWhileToOthersToo() {
    long now = System.nanoTime();
    Waiting joined = desk.join(BOUND, now, MOST);
    assertThat(desk.recent(now)).isNull();
    desk.again(joined, HELD, now);
    desk.forget();
    assertThat(desk.recent(now)).isEqualTo(HELD);
    assertThat(desk.recent(now + TimeUnit.SECONDS.toNanos(6))).isNull();
  }
}
