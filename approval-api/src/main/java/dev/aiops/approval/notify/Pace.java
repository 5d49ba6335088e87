/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.time.Duration;

/**
 * How fast notices are sent and tried again.
 *
 * @param attempt how long one attempt may take
 * @param claim how long an instance alone sends; longer than an attempt
 * @param firstRetry about how long after the first failure it is tried again; then twice as long
 * @param lastRetry the longest between two attempts, but for what a receiver asks for
 * @param look how often the outbox is looked at
 * @param giveUp after how long a notice is not tried any more
 */
public record Pace(
    Duration attempt,
    Duration claim,
    Duration firstRetry,
    Duration lastRetry,
    Duration look,
    Duration giveUp) {

  /** Attempts of 5 s, claims of 10 s, retries after 1 s up to 10 min, for 7 days. */
  public static final Pace DEFAULTS =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          Duration.ofMillis(200),
          Duration.ofDays(7));

  private static final int MOST_DOUBLINGS = 20;

  /** Fails where a claim could end during an attempt: two would send. */
  public Pace {
    if (claim.compareTo(attempt.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("a claim must last for two attempts, got " + claim);
    }
  }

  /**
   * How long to wait after a failure.
   *
   * @param failures before it
   * @param jitter 0 to 1: so that not all come back at once
   */
  Duration retry(int failures, double jitter) {
    long longer = firstRetry.toMillis() << Math.min(failures, MOST_DOUBLINGS);
    long most = Math.min(lastRetry.toMillis(), longer);
    return Duration.ofMillis(Math.round(most * (0.5 + jitter / 2)));
  }
}
