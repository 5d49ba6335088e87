/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Money of one budget and day that this process alone may spend. Grants add to it. It lives until
 * its day or its time is over; what is reserved by then is settled on it all the same.
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
   * @param dayEndsAtMillis when that day ends by our own wall clock, from what the control plane
   *     said is left of it: a machine that slept notices by this, as the other clock stood still
   * @param nanoUsd how much at first; see {@link Lease#topUp}
   * @param askedAtNanos {@link Ticks#nanos} before the request was sent: the grant is never older
   * @param validNanos for how long from then on, by the control plane: not beyond the day
   */
  public record Grant(
      String id,
      String budget,
      LocalDate day,
      long dayEndsAtMillis,
      long nanoUsd,
      long askedAtNanos,
      long validNanos) {

    /** Refuses what is no lease. */
    public Grant {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(budget, "budget");
      Objects.requireNonNull(day, "day");
      if (nanoUsd < 0 || nanoUsd > MAX_NANO_USD || validNanos < 0) {
        throw new IllegalArgumentException(
            "lease " + id + ": an amount is 0 to " + MAX_NANO_USD + ", a time is not negative");
      }
    }
  }

  /** What an observing budget granted beyond its cap, and how its day stood then. */
  private record Beyond(long within, Standing standing) {}

  private final Grant grant;
  private final Counters counters;
  private final long dayEndMillis;
  private volatile long granted;
  private volatile long validUntilNanos;
  private volatile boolean retired;
  private volatile @Nullable Beyond beyond;

  /**
   * A lease.
   *
   * @param skewMillis how far our own clock may be off before its date is believed to be wrong
   */
  Lease(Grant grant, Counters counters, long skewMillis) {
    this.grant = grant;
    this.counters = counters;
    this.dayEndMillis = grant.dayEndsAtMillis() + skewMillis;
    this.granted = grant.nanoUsd();
    this.validUntilNanos = grant.askedAtNanos() + grant.validNanos();
  }

  /** What was granted at first. */
  public Grant grant() {
    return grant;
  }

  /** All that was granted, in nano-USD. */
  public long granted() {
    return granted;
  }

  /**
   * Takes over the sum of all grants, as the control plane told it; a smaller one is an old answer.
   * The file knows it before a call can use it.
   *
   * @throws IllegalArgumentException if it is nobody's money
   * @throws IllegalStateException if this is retired: what it frees is being given back
   */
  public synchronized void topUp(long total) {
    if (total > MAX_NANO_USD) {
      throw new IllegalArgumentException(
          "lease " + grant.id() + ": an amount is 0 to " + MAX_NANO_USD + ", not " + total);
    }
    if (retired) {
      throw new IllegalStateException("lease " + grant.id() + " is retired: open another");
    }
    if (total > granted) {
      counters.grant(total);
      granted = total;
    }
  }

  /**
   * The next money comes from a budget that only observes, and it comes beyond the cap.
   *
   * @param within of all grants with this one, those that the cap had
   */
  public void goBeyondCap(long within, Standing standing) {
    Beyond before = beyond;
    beyond = new Beyond(before == null ? within : before.within(), standing);
  }

  /** The next money comes within the cap. */
  public void stayWithinCap() {
    beyond = null;
  }

  /**
   * How the day stood when money came beyond its cap, if calls that have ended or are under way
   * need some of it; else null.
   */
  @Nullable Standing beyondCap() {
    Beyond known = beyond;
    return known != null && counters.committed() > known.within() ? known.standing() : null;
  }

  /**
   * Takes over for how long it may be spent.
   *
   * @param askedAtNanos {@link Ticks#nanos} before the request was sent that was answered so
   * @param validNanos from then on; 0 if it may not be spent any more
   */
  public void renew(long askedAtNanos, long validNanos) {
    validUntilNanos = askedAtNanos + validNanos;
  }

  /** Whether calls may be admitted now. */
  boolean isOpen(long nanos, long epochMillis) {
    return !retired && nanos - validUntilNanos < 0 && epochMillis < dayEndMillis;
  }

  /**
   * Sets money aside. A thread that found the lease open may come here any time later, when the
   * lease is closed and its counters serve another: it gives back what it took there.
   */
  boolean reserve(long nanoUsd) {
    if (!counters.take(nanoUsd, granted)) {
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
  public synchronized long retire() {
    retired = true;
    return giveBack();
  }

  /**
   * Takes what is free out of use, so that it can be returned; a later grant can add to it.
   *
   * @return what this call freed
   */
  public synchronized long giveBack() {
    return counters.giveBack(granted);
  }

  /** Whether {@link #retire} was called. */
  public boolean isRetired() {
    return retired;
  }

  /** What the control plane is told: totals since the lease began. */
  public record Totals(long spent, long reserved, long returned) {}

  /** The totals. What is under way while they are read may count as both reserved and spent. */
  public Totals totals() {
    long committed = counters.committed();
    long returned = counters.returned();
    long spent = counters.spent();
    return new Totals(spent, Math.max(0, committed - returned - spent), returned);
  }

  /**
   * Whether the lease can be closed: it is retired and nothing is reserved or free on it, so no
   * call can be admitted on it any more. Settlements free money after {@link #retire}: repeat that
   * until this holds.
   */
  public boolean isDrained() {
    return retired && isUsedUp();
  }

  /**
   * One reading of what is committed answers both, and it is the last: of two readings the first
   * can see a reservation as used and the second can see it given back, and its money would be
   * lost. What is spent or returned meanwhile counts as reserved.
   */
  private boolean isUsedUp() {
    long gone = counters.spent() + counters.returned();
    long committed = counters.committed();
    return committed >= granted && committed <= gone;
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
    return granted - counters.committed();
  }
}
