/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * What waits for a person, and how often people were reminded of it.
 *
 * @param ofApproval whether it is an action, or else a request for more
 * @param last when it was asked for, or last reminded of
 */
record Open(boolean ofApproval, int reminders, Instant last) {

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 10;

  static Open of(Notice notice) {
    return new Open(notice.type().isOfApproval(), 0, notice.at());
  }

  Open reminded(Notice reminder) {
    return new Open(ofApproval, reminder.reminder(), reminder.at());
  }

  /** When people are to be reminded: each time after twice as long, in the end once a day. */
  boolean isDue(Instant now, Duration first) {
    Duration longer = first.multipliedBy(1L << Math.min(reminders, MOST_DOUBLINGS));
    Duration most = first.compareTo(LONGEST) > 0 ? first : LONGEST;
    Duration wait = longer.compareTo(most) > 0 ? most : longer;
    return !now.isBefore(last.plus(wait));
  }
}
