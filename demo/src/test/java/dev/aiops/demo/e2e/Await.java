/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what must become true. */
final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    until(what, PATIENCE, condition);
  }

  static void until(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("never came true: " + what);
      nap();
    }
  }

  /** Lets time pass, where its passing is what is tried. */
  static void elapsed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    until(time + " are over", time.plus(PATIENCE), () -> System.nanoTime() - end >= 0);
  }

  /** Waits until a number has been the same for so long. */
  static void steady(String what, Duration time, LongSupplier number) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long since = System.nanoTime();
    long known = number.getAsLong();
    while (System.nanoTime() - since < time.toNanos()) {
      if (System.nanoTime() - end > 0) throw new AssertionError("never steady: " + what);
      nap();
      long now = number.getAsLong();
      since = now == known ? since : System.nanoTime();
      known = now;
    }
  }

  private static void nap() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
