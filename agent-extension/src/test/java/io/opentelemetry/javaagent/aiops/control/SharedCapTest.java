/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Standing;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Reservation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes' worth of threads spend one cap until it refuses them. */
class SharedCapTest {

  private static final long CAP = 1_000_000_000;
  private static final long BOUND = CAP / 200;
  private static final int THREADS = 4;

  @TempDir private Path root;

  private final ExecutorService executor = Executors.newFixedThreadPool(2 * THREADS);

  @Test
  void hammer_byTwoKeepers_neverExceedsTheCap_andUsesIt() throws Exception {
    AtomicLong spent = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    long began = System.nanoTime();
    try (TestControl control =
        new TestControl("budgets: [{name: support, daily_cap: 1.00, lease_seconds: 10}]")) {
      try (Keeper one = Keeper.start(control.settings(root, TestControl.FAST));
          Keeper other = Keeper.start(control.settings(root, TestControl.FAST))) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 2 * THREADS; i++) {
          Keeper keeper = i % 2 == 0 ? one : other;
          int seed = i;
          all.add(executor.submit(() -> spend(keeper, seed, spent, calls)));
        }
        for (Future<?> each : all) {
          each.get(40, TimeUnit.SECONDS);
        }
      }
      System.out.printf(
          "two keepers spent %d of %d in %d calls, %d ms%n",
          spent.get(), CAP, calls.get(), (System.nanoTime() - began) / 1_000_000);
      assertThat(spent.get()).isBetween(CAP * 9 / 10, CAP);
      Standing standing = control.standing("support");
      assertThat(standing.spent()).isEqualTo(spent.get());
      assertThat(standing.leased()).isZero();
    } finally {
      executor.shutdownNow();
    }
  }

  private static Void spend(Keeper keeper, int seed, AtomicLong spent, AtomicLong calls)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Budget budget = Client.budget(keeper);
    Reservation reservation = new Reservation(List.of(budget.account()));
    while (true) {
      long bound = random.nextLong(BOUND / 2, BOUND);
      if (reservation.reserve(bound) == null) {
        long actual = random.nextLong(bound + 1);
        spent.addAndGet(actual);
        calls.incrementAndGet();
        assertThat(reservation.settle(actual)).isTrue();
      } else if (keeper.more(budget, bound, Duration.ofSeconds(4)) instanceof Answer.Refused) {
        return null;
      }
    }
  }
}
