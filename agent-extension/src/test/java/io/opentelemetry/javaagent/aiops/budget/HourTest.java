/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What fits into an hour, and when it fits again. */
class HourTest {

  private final HandTicks ticks = new HandTicks();
  private final Hour hour = new Hour(ticks);

  @Test
  void reserve_countsWhatIsSettledAndWhatIsOpen() {
    assertThat(hour.reserve(100, 60)).isNull();
    hour.settle(60, 50);
    assertThat(hour.reserve(100, 30)).isNull();
    assertThat(hour.reserve(100, 20)).isNull();
    assertThat(hour.reserve(100, 1)).isEqualTo(new Hour.Full(50, 50, Duration.ofMinutes(61)));
  }

  @Test
  void reserve_afterTheHourOfTheOldestMinute_fitsAgain() {
    spend(60);
    pass(Duration.ofMinutes(30));
    spend(40);
    assertThat(hour.reserve(100, 60)).isEqualTo(new Hour.Full(100, 0, Duration.ofMinutes(31)));
    pass(Duration.ofMinutes(31).minusNanos(1));
    assertThat(hour.reserve(100, 60)).isEqualTo(new Hour.Full(100, 0, Duration.ofNanos(1)));
    pass(Duration.ofNanos(1));
    assertThat(hour.reserve(100, 60)).isNull();
  }

  @Test
  void reserve_aboveTheWholeBound_saysThatWaitingDoesNotHelp() {
    assertThat(hour.reserve(100, 101)).isEqualTo(new Hour.Full(0, 0, null));
  }

  @Test
  void reserve_afterDays_knowsNothingOfThem() {
    spend(100);
    pass(Duration.ofDays(40));
    assertThat(hour.reserve(100, 100)).isNull();
  }

  @Test
  void reserve_by32Threads_admitsExactlyTheBound() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        work.add(this::spendSevenAThousandTimes);
      }
      long spent = 0;
      for (Future<Long> each : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
        spent += each.get();
      }
      assertThat(spent).isEqualTo(9_996); // the most sevens that ten thousand holds
    } finally {
      threads.shutdownNow();
    }
    assertThat(hour.reserve(10_000, 5)).isEqualTo(new Hour.Full(9_996, 0, Duration.ofMinutes(61)));
    assertThat(hour.reserve(10_000, 4)).isNull();
  }

  private long spendSevenAThousandTimes() {
    long spent = 0;
    for (int i = 0; i < 1_000; i++) {
      if (hour.reserve(10_000, 7) == null) {
        hour.settle(7, 7);
        spent += 7;
      }
    }
    return spent;
  }

  private void spend(long nanoUsd) {
    assertThat(hour.reserve(Long.MAX_VALUE, nanoUsd)).isNull();
    hour.settle(nanoUsd, nanoUsd);
  }

  private void pass(Duration time) {
    ticks.pass(time);
  }
}
