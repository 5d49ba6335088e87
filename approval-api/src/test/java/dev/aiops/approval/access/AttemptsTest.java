/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.Attempts.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private final TestClock clock = new TestClock();
  private final Attempts attempts = new Attempts(Limits.ACCOUNT, clock);

  @Test
  void failures_afterTheFreeOnes_waitTwiceAsLongEachTime() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      waits.add(attempts.left("ana").toSeconds());
      clock.advance(attempts.left("ana"));
      attempts.count("ana");
    }
    assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void wait_isOfOneKey_andEndsBySuccessOrTime() {
    fail("ana", 8);
    assertThat(attempts.left("ana")).isEqualTo(Duration.ofSeconds(4));
    assertThat(attempts.left("ben")).isZero();
    clock.advance(Duration.ofSeconds(3));
    assertThat(attempts.left("ana")).isEqualTo(Duration.ofSeconds(1));
    attempts.clear("ana");
    assertThat(attempts.left("ana")).isZero();
    fail("ben", 30);
    clock.advance(Duration.ofHours(1));
    fail("ben", 1);
    assertThat(attempts.left("ben"))
        .as("forgotten after an hour")
        .isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void clock_thatGoesBack_locksNobodyOut() {
    fail("ana", 30);
    clock.advance(Duration.ofDays(-1));
    assertThat(attempts.left("ana")).isZero();
  }

  @Test
  void keys_areBounded_andTheLongestUntouchedGoesFirst() {
    Attempts few =
        new Attempts(
            new Limits(0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1), 3),
            clock);
    for (String key : List.of("a", "b", "c")) {
      few.count(key);
    }
    few.count("a");
    few.count("d");
    assertThat(few.left("b")).isZero();
    assertThat(few.left("a")).isPositive();
    assertThat(few.left("d")).isPositive();
  }

  private void fail(String key, int times) {
    for (int i = 0; i < times; i++) {
      attempts.count(key);
    }
  }
}
