/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Model calls at a steady rate, numbered over all exports, until it is closed. */
final class Load implements AutoCloseable {

  private final AtomicLong numbers = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean stopped;

  /** Starts one thread for each export. */
  Load(List<ClickHouseExport> exports, int callsPerSecondOfEach) {
    threads =
        exports.stream()
            .map(Telemetry::tracer)
            .map(tracer -> Daemon.of("load", () -> run(tracer, callsPerSecondOfEach)))
            .toList();
    threads.forEach(Thread::start);
  }

  private void run(Tracer tracer, int callsPerSecond) {
    while (!stopped) {
      Telemetry.modelCall(tracer, numbers.getAndIncrement());
      LockSupport.parkNanos(1_000_000_000L / callsPerSecond);
    }
  }

  /** Ends it and returns how many calls there were. */
  long end() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return numbers.get();
  }

  @Override
  public void close() {
    stopped = true;
  }
}
