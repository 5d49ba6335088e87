/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * An app that makes a thousand spans a second and prints the number of the last that ended, and for
 * how many nanoseconds at most the machine kept it from running since the line before.
 */
final class WriterMain {

  private WriterMain() {}

  /** Arguments: URL, database, user, password, spool folder. */
  public static void main(String[] args) {
    ClickHouseExport export =
        ClickHouseExport.start(
            new ExportSettings(
                URI.create(args[0]), args[1], args[2], args[3], Path.of(args[4]), 64 << 20));
    Tracer tracer = Telemetry.tracer(export);
    long stall = 0;
    for (long number = 0; ; number++) {
      Telemetry.modelCall(tracer, number);
      if (number % 20 == 0) {
        System.out.println(number + " " + stall);
        stall = 0;
      }
      long before = System.nanoTime();
      LockSupport.parkNanos(1_000_000);
      stall = Math.max(stall, System.nanoTime() - before);
    }
  }
}
