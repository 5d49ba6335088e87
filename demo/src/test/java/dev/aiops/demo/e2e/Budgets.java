/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Policies of one budget. */
final class Budgets {

  private static final int DAY = 86_400;
  private static final Duration NOON = Duration.ofHours(12);

  private Budgets() {}

  /** One whose day does not end under a test. */
  static String policy(String budget, String cap) {
    return policy(budget, cap, zone(NOON));
  }

  static String policy(String budget, String cap, ZoneOffset zone) {
    return "budgets:\n  - name: %s\n    daily_cap: %s\n    zone: \"%s\"\n"
        .formatted(budget, cap, zone);
  }

  /** An amount of a policy, in nano-USD. */
  static long nanoUsd(String usd) {
    return new BigDecimal(usd).movePointRight(9).longValueExact();
  }

  /** The offset in which the day ends after {@code left}, give or take a second. */
  static ZoneOffset zone(Duration left) {
    int now = LocalTime.now(ZoneOffset.UTC).toSecondOfDay();
    int east = Math.floorMod(DAY - (int) left.toSeconds() - now, DAY);
    return ZoneOffset.ofTotalSeconds(east > DAY / 2 ? east - DAY : east);
  }
}
