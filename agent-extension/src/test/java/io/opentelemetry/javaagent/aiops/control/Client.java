/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Governance;
import io.opentelemetry.javaagent.aiops.budget.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What an app's thread does with a keeper. */
final class Client {

  static final long CENT = 10_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Client() {}

  static Budget budget(Keeper keeper) throws Exception {
    await(
        "governance",
        Duration.ofSeconds(30),
        () -> keeper.awaitGovernance(Duration.ofSeconds(10)) instanceof Governance.Known);
    return ((Governance.Known) keeper.governance()).budgets().get(0);
  }

  /** Sets money aside, and gets it if need be; null if it is set aside. */
  static @Nullable Answer reserve(Keeper keeper, Reservation reservation, long bound)
      throws Exception {
    Budget budget = budget(keeper);
    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (reservation.reserve(bound) != null) {
      assertThat(System.nanoTime()).as("an end within 20 s").isLessThan(giveUp);
      Answer answer = keeper.more(budget, bound, PATIENCE);
      if (!(answer instanceof Answer.TryAgain)) {
        return answer;
      }
    }
    return null;
  }

  /** The refusal that a call must get. */
  static Answer.Refused refused(Keeper keeper, long bound) throws Exception {
    Answer answer = reserve(keeper, reservation(keeper), bound);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return (Answer.Refused) Objects.requireNonNull(answer);
  }

  /** An open reservation, which must be had. */
  static Reservation open(Keeper keeper, long bound) throws Exception {
    Reservation reservation = reservation(keeper);
    assertThat(reserve(keeper, reservation, bound)).isNull();
    return reservation;
  }

  static Reservation reservation(Keeper keeper) throws Exception {
    return new Reservation(List.of(budget(keeper).account()));
  }

  /** A call that must be admitted. */
  static void spend(Keeper keeper, long bound, long actual) throws Exception {
    assertThat(open(keeper, bound).settle(actual)).isTrue();
  }

  /** Waits for something to hold. */
  static void await(String what, Duration most, Callable<Boolean> condition) throws Exception {
    long giveUp = System.nanoTime() + most.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as(what + " within " + most).isLessThan(giveUp);
      Thread.sleep(5);
    }
  }
}
