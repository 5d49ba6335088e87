/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Money of one budget and day that this process alone may spend. It lives until its day or its time
 * is over; what is reserved by then is settled on it all the same.
 */
public final class Lease {

  /** Above this an amount of nano-USD is nobody's: a billion US dollars. */
  static final long MAX_NANO_USD = 1_000_000_000_000_000_000L;

  /**
   * What the control plane granted.
   *
   * @param id the control plane's
   * @param budget its name
   * @param day which day's money it is, by the control plane; it alone says so
   * @param zone of the budget, for the check by our own clock
   * @param nanoUsd how much
   * @param askedAtNanos {@link Ticks#nanos} before the request was sent: the grant is never older
   * @param validNanos for how long from then on, by the control plane: not beyond the day
   */
  public record Grant(
      String id,
      String budget,
      LocalDate day,
      ZoneId zone,
      long nanoUsd,
      long askedAtNanos,
      long validNanos) {

    /** Refuses what is no lease. */
    public Grant {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(budget, "budget");
      Objects.requireNonNull(day, "day");
      Objects.requireNonNull(zone, "zone");
      if (nanoUsd < 0 || nanoUsd > MAX_NANO_USD || validNanos < 0) {
        throw new IllegalArgumentException(
            "lease " + id + ": an amount is 0 to " + MAX_NANO_USD + ", a time is not negative");
      }
    }
  }

  private final Grant grant;
  private final Counters counters;
  private final long dayStartMillis;
  private final long dayEndMillis;
  private volatile boolean retired;

  /**
   * A lease.
   *
   * @param skewMillis how far our own clock may be off before its date is believed to be wrong
   */
  Lease(Grant grant, Counters counters, long skewMillis) {
    this.grant = grant;
    this.counters = counters;
    this.dayStartMillis = millis(grant.day(), grant.zone()) - skewMillis;
    this.dayEndMillis = millis(grant.day().plusDays(1), grant.zone()) + skewMillis;
  }

  private static long millis(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** What was granted. */
  public Grant grant() {
    return grant;
  }

  /** Whether calls may be admitted now. */
  boolean isOpen(long nanos, long epochMillis) {
    return !retired
        && nanos - grant.askedAtNanos() < grant.validNanos()
        && epochMillis >= dayStartMillis
        && epochMillis < dayEndMillis;
  }

  /**
   * Sets money aside. A thread that found the lease open may come here any time later, when the
   * lease is closed and its counters serve another: it gives back what it took there.
   */
  boolean reserve(long nanoUsd) {
    if (!counters.take(nanoUsd, grant.nanoUsd())) {
      return false;
    }
    if (retired) {
      counters.untake(nanoUsd);
      return false;
    }
    return true;
  }

  void release(long nanoUsd) {
    counters.untake(nanoUsd);
  }

  void settle(long reserved, long actual) {
    counters.settle(reserved, actual);
  }

  /**
   * Admits no more calls and takes what is free out of use, so that it can be returned.
   *
   * @return what this call freed; 0 when it is repeated
   */
  public long retire() {
    retired = true;
    return counters.giveBack(grant.nanoUsd());
  }

  /**
   * Whether the lease can be closed: it is retired and nothing is reserved or free on it, so no
   * call can be admitted on it any more. Settlements free money after {@link #retire}: repeat that
   * until this holds.
   */
  public boolean isDrained() {
    return retired && available() <= 0 && reserved() == 0;
  }

  /** What is spent, for the report to the control plane: it only rises. */
  public long spent() {
    return counters.spent();
  }

  /** What open reservations hold. */
  public long reserved() {
    return Math.max(0, counters.committed() - counters.returned() - counters.spent());
  }

  /** What was taken out of use by {@link #retire}. */
  public long returned() {
    return counters.returned();
  }

  /** What can still be reserved; negative where calls cost more than was reserved. */
  public long available() {
    return grant.nanoUsd() - counters.committed();
  }
}
