/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.policy.PolicyFile;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which calls are replayed. */
class PeriodTest {

  private static final Instant NOW = Instant.parse("2026-10-26T12:00:00Z");

  private static Period of(String policy, int days) {
    return Period.of(PolicyFile.read("policy", policy), NOW, days);
  }

  private static Period period(String from, String since) {
    return new Period(Instant.parse(from), Instant.parse(since), NOW);
  }

  @Test
  void days_areWholeOnesOfTheZone_whateverTheirHours() {
    assertThat(of("budgets: [{name: a, daily_cap: 1, zone: Europe/Berlin}]", 3))
        .as("the clock went back on the 25th")
        .isEqualTo(period("2026-10-23T22:00:00Z", "2026-10-23T22:00:00Z"));
  }

  @Test
  void oneDay_isToday() {
    assertThat(of("budgets: []", 1))
        .isEqualTo(period("2026-10-26T00:00:00Z", "2026-10-26T00:00:00Z"));
  }

  @Test
  void severalZones_beginWithTheEarliest_andOthersDaysAreReadWhole() {
    assertThat(
            of(
                """
                budgets:
                  - {name: a, daily_cap: 1, zone: Asia/Tokyo}
                  - {name: b, daily_cap: 1, zone: America/New_York}
                """,
                1))
        .isEqualTo(period("2026-10-25T04:00:00Z", "2026-10-25T15:00:00Z"));
  }

  @Test
  void boundOfAnHour_needsTheHourBefore() {
    assertThat(of("budgets: [{name: a, daily_cap: 1, spend_guard: {dollars_per_hour: 1}}]", 1))
        .isEqualTo(period("2026-10-25T22:59:00Z", "2026-10-26T00:00:00Z"));
  }
}
