/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads on one account: every nano is accounted for, and never more than was granted. */
class ReservationRaceTest {

  private static final int THREADS = 8;
  private static final int CALLS = 30_000;

  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS + 1);
  private final CounterFile file = CounterFile.inMemory();
  private final Money money = new Money(file, new HandTicks());

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void reserveAndSettle_byManyThreads_addsUpExactly() throws Exception {
    long granted = 40_000_000;
    Account small = money.account("a", granted / 2, granted / 2);
    Account large = money.account("b", granted * 2);
    AtomicLong spent = new AtomicLong();
    AtomicLong kept = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    run(
        random -> {
          Reservation reservation = Money.in(large, small);
          long bound = random.nextLong(1_000);
          if (reservation.reserve(bound) != null) {
            refused.incrementAndGet();
          } else if (random.nextInt(100) == 0) {
            kept.addAndGet(bound); // never settled
          } else {
            long actual = random.nextLong(bound + 1);
            spent.addAndGet(actual);
            boolean first = reservation.settle(actual);
            assertThat(first && !reservation.settle(actual)).isTrue();
          }
        });
    assertThat(refused.get()).as("the account was emptied").isPositive();
    for (Account account : List.of(small, large)) {
      long inLeases = 0;
      long reserved = 0;
      for (Lease lease : account.leases()) {
        inLeases += lease.spent();
        reserved += lease.reserved();
        assertThat(lease.available()).isNotNegative();
      }
      assertThat(inLeases).isEqualTo(spent.get());
      assertThat(reserved).isEqualTo(kept.get());
    }
    assertThat(small.available()).isEqualTo(granted - spent.get() - kept.get());
    assertThat(large.available()).isEqualTo(granted * 2 - spent.get() - kept.get());
  }

  @Test
  void reserve_byManyThreads_neverAdmitsMoreThanWasGranted() throws Exception {
    Account account = money.account("a", 1_000_000);
    AtomicLong inFlight = new AtomicLong();
    AtomicLong most = new AtomicLong();
    run(
        random -> {
          long bound = random.nextLong(200_000, 400_000);
          Reservation reservation = Money.in(account);
          if (reservation.reserve(bound) == null) {
            most.accumulateAndGet(inFlight.addAndGet(bound), Math::max);
            inFlight.addAndGet(-bound);
            reservation.settle(0);
          }
        });
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(1_000_000);
    assertThat(account.available()).isEqualTo(1_000_000);
  }

  @Test
  void settle_byManyThreadsAtOnce_countsOnce() throws Exception {
    for (int round = 0; round < 400; round++) {
      Account account = money.account("a", 1_000);
      Reservation reservation = Money.in(account);
      reservation.reserve(1_000);
      List<Future<Boolean>> settled = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        settled.add(executor.submit(() -> reservation.settle(7)));
      }
      int first = 0;
      for (Future<Boolean> one : settled) {
        first += one.get(10, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(first).isEqualTo(1);
      assertThat(account.available()).isEqualTo(993);
    }
  }

  @Test
  void retire_whileCallsAreMade_losesAndMakesNoMoney() throws Exception {
    Lease lease = money.lease("a", 50_000_000);
    Account account = money.account("a");
    account.add(lease);
    AtomicLong spent = new AtomicLong();
    AtomicLong returned = new AtomicLong();
    Future<?> retiring =
        executor.submit(
            () -> {
              while (lease.spent() < 1_000_000) {
                Thread.onSpinWait();
              }
              while (!lease.isDrained()) {
                returned.addAndGet(lease.retire());
              }
            });
    run(
        random -> {
          Reservation reservation = Money.in(account);
          long bound = random.nextLong(1_000);
          if (reservation.reserve(bound) == null) {
            long actual = random.nextLong(bound + 1);
            spent.addAndGet(actual);
            reservation.settle(actual);
          }
        });
    retiring.get(30, TimeUnit.SECONDS);
    assertThat(returned.get()).isPositive();
    assertThat(lease.returned()).isEqualTo(returned.get());
    assertThat(spent.get() + returned.get()).isEqualTo(50_000_000);
  }

  @Test
  void isDrained_whileAReservationIsGivenBack_losesNoMoney() throws Exception {
    AtomicReference<Lease> open = new AtomicReference<>(money.lease("a", 1_000));
    Future<?> calling =
        executor.submit(
            () -> {
              while (open.get() != null) {
                takeAndGiveBack(open.get());
              }
            });
    for (int round = 0; round < 200_000; round++) {
      Lease lease = money.lease("a", 1_000);
      open.set(lease);
      long returned = lease.retire();
      while (!lease.isDrained()) {
        returned += lease.retire();
      }
      assertThat(returned).as("round %d", round).isEqualTo(1_000);
      file.forget(lease);
    }
    open.set(null);
    calling.get(30, TimeUnit.SECONDS);
  }

  private static void takeAndGiveBack(@Nullable Lease lease) {
    if (lease != null && lease.reserve(313)) {
      lease.release(313);
    }
  }

  private interface Step {
    void call(SplittableRandom random) throws Exception;
  }

  private void run(Step step) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      SplittableRandom random = new SplittableRandom(i);
      running.add(
          executor.submit(
              () -> {
                for (int call = 0; call < CALLS; call++) {
                  step.call(random);
                }
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
  }
}
