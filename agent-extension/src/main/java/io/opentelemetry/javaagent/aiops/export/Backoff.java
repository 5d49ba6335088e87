/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits that double from a first to a longest one, each shortened by up to half at random so that
 * processes do not come back all at once.
 */
final class Backoff {

  private final long first;
  private final long longest;
  private long next;

  Backoff(Duration first, Duration longest) {
    this.first = first.toNanos();
    this.longest = longest.toNanos();
    this.next = this.first;
  }

  void reset() {
    next = first;
  }

  /** The wait before the next attempt, in nanoseconds. */
  long next() {
    long wait = next;
    next = Math.min(longest, wait * 2);
    return wait - ThreadLocalRandom.current().nextLong(wait / 2 + 1);
  }
}
