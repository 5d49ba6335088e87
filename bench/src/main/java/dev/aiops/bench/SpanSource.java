/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * An app that makes spans at a steady rate and does nothing else. A line {@code RATE MILLIS} asks
 * for that many spans a second for so long; the answer is {@code @SPANS MILLIS}, what was made and
 * how long it took.
 */
final class SpanSource {
  private static final long STEP_NANOS = 500_000;

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("dev.aiops.bench");
  private long emitted;

  private SpanSource() {}

  /** Answers lines until standard input closes. */
  public static void main(String[] args) throws IOException {
    SpanSource source = new SpanSource();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("@ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      System.out.println("@" + source.emit(Long.parseLong(words[0]), Long.parseLong(words[1])));
    }
  }

  private String emit(long perSecond, long millis) {
    long start = System.nanoTime();
    long wanted = perSecond * millis / 1_000;
    long made = 0;
    while (made < wanted) {
      long due = Math.min(wanted, (System.nanoTime() - start) * perSecond / 1_000_000_000);
      for (; made < due; made++) {
        SampleSpans.emit(tracer, emitted++);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    return made + " " + (System.nanoTime() - start) / 1_000_000;
  }
}
