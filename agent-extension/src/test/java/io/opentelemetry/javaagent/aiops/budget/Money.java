/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Leases for tests, of a day that ends in twelve hours by both clocks. */
final class Money {

  static final LocalDate DAY = LocalDate.parse("2026-11-26");
  static final long SKEW_MILLIS = Duration.ofMinutes(5).toMillis();

  private final CounterFile file;
  private final Ticks ticks;
  private final AtomicInteger numbers = new AtomicInteger();

  Money(CounterFile file, Ticks ticks) {
    this.file = file;
    this.ticks = ticks;
  }

  Account account(String budget, long... amounts) {
    Account account = new Account(budget, ticks);
    for (long amount : amounts) {
      account.add(lease(budget, amount));
    }
    return account;
  }

  Lease lease(String budget, long amount) {
    return lease(budget, amount, DAY, ZoneOffset.UTC, Duration.ofHours(12));
  }

  Lease lease(String budget, long amount, LocalDate day, ZoneId zone, Duration valid) {
    String id = "lease-" + numbers.incrementAndGet();
    return file.open(
        new Lease.Grant(
            id,
            budget,
            day,
            day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli(),
            amount,
            ticks.nanos(),
            valid.toNanos()),
        SKEW_MILLIS);
  }

  static Reservation in(Account... accounts) {
    return new Reservation(List.of(accounts));
  }
}
