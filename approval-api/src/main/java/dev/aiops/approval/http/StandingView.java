/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Standing;
import java.util.List;
import java.util.Locale;

/** A budget's day on the wire. */
record StandingView(
    String budget,
    String day,
    String mode,
    Nanos capNanos,
    Nanos spentNanos,
    Nanos leasedNanos,
    Nanos reservedNanos,
    Nanos idleNanos,
    Nanos remainingNanos,
    Nanos drainingNanos,
    Nanos estimatedNanos,
    long boundExceeded,
    int holders,
    int unanswered,
    long resetsInSeconds,
    List<String> raisedBy) {

  static StandingView of(Standing at) {
    return new StandingView(
        at.budget(),
        at.day().toString(),
        at.mode().name().toLowerCase(Locale.ROOT),
        new Nanos(at.cap()),
        new Nanos(at.spent()),
        new Nanos(at.leased()),
        new Nanos(at.reserved()),
        new Nanos(at.idle()),
        new Nanos(at.remaining()),
        new Nanos(at.draining()),
        new Nanos(at.estimated()),
        at.boundExceeded(),
        at.holders(),
        at.unanswered(),
        at.secondsLeft(),
        at.raisedBy());
  }
}
