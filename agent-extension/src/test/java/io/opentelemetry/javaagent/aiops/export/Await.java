/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
public final class Await {

  private Await() {}

  /** Fails when it has not come true within the time. */
  public static void until(String what, Duration most, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s, waited %s", what, most).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Until everything handed over is stored. */
  static void sent(ClickHouseExport export, Duration most) {
    until("everything sent", most, () -> export.flush(Duration.ofSeconds(1)));
  }
}
