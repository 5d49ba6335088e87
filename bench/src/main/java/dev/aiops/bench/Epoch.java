/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.time.Instant;

/** A time that two processes of one machine can compare. */
final class Epoch {
  private Epoch() {}

  /** Nanoseconds since 1970, as fine as the machine's clock is. */
  static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
