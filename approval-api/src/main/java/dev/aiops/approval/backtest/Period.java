/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Which calls are replayed.
 *
 * @param from calls are read from here on, for what they left of budgets
 * @param since calls are told of from here on
 * @param until calls that began before it
 */
record Period(Instant from, Instant since, Instant until) {

  /** The running minute and the sixty before it. */
  private static final Duration HOUR = Duration.ofMinutes(61);

  /**
   * Today so far and the days before it, {@code days} in all, of the zone in which they began
   * first. In other zones a part of a day comes before.
   */
  static Period of(Policy policy, Instant now, int days) {
    List<ZoneId> zones = zones(policy);
    Instant since = now;
    for (ZoneId zone : zones) {
      since = earlier(since, startOfDay(zone, now, days - 1));
    }
    Instant from = isPaced(policy) ? since.minus(HOUR) : since;
    for (ZoneId zone : zones) {
      from = earlier(from, startOfDay(zone, since, 0));
    }
    return new Period(from, since, now);
  }

  private static List<ZoneId> zones(Policy policy) {
    List<ZoneId> zones = policy.budgets().stream().map(Budget::zone).distinct().toList();
    return zones.isEmpty() ? List.of(ZoneOffset.UTC) : zones;
  }

  private static boolean isPaced(Policy policy) {
    return policy.budgets().stream().anyMatch(budget -> budget.guard().perHour() != null);
  }

  private static Instant startOfDay(ZoneId zone, Instant at, int daysBefore) {
    return at.atZone(zone).toLocalDate().minusDays(daysBefore).atStartOfDay(zone).toInstant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
