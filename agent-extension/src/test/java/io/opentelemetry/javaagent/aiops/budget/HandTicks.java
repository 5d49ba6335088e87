/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand until they are moved. */
final class HandTicks implements Ticks {

  long nanos = Long.MAX_VALUE - 1_000; // nanoTime may wrap at any time
  long epochMillis = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli();

  void pass(Duration time) {
    nanos += time.toNanos();
    epochMillis += time.toMillis();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long epochMillis() {
    return epochMillis;
  }
}
