/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.concurrent.Callable;

/** Keeps half of the cores busy, one thread each. */
final class HalfLoad {
  private volatile boolean busy = true;

  private HalfLoad() {}

  /** Runs the measurement under half load. */
  static <T> T during(Callable<T> measurement) throws Exception {
    HalfLoad load = new HalfLoad();
    for (int i = Runtime.getRuntime().availableProcessors() / 2; i > 0; i--) {
      Thread thread = new Thread(load::spin, "half load");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      return measurement.call();
    } finally {
      load.busy = false;
    }
  }

  private void spin() {
    while (busy) {
      Thread.onSpinWait();
    }
  }
}
