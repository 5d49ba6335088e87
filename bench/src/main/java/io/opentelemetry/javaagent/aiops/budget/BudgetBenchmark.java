/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Reserving and settling one call in one budget whose counters are in a mapped file: what the cap
 * adds to every model call while there is money.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BudgetBenchmark {
  private static final String BUDGET = "support";
  private static final long BOUND = 12_345_678;

  private final Account account = new Account(BUDGET, Ticks.SYSTEM);
  private final Path folder = folder();
  private final CounterFile file = file(folder);

  /** A lease that is never used up: calls cost nothing in the end. */
  @Setup
  public void open() {
    Lease.Grant grant =
        new Lease.Grant(
            "lease",
            BUDGET,
            LocalDate.now(ZoneOffset.UTC),
            System.currentTimeMillis() + Duration.ofDays(1).toMillis(),
            1_000_000_000_000L,
            System.nanoTime(),
            Duration.ofDays(1).toNanos());
    account.add(file.open(grant, Duration.ofMinutes(5).toMillis()));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("aiops-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CounterFile file(Path folder) {
    try {
      return CounterFile.create(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves nothing behind. */
  @TearDown
  public void close() throws IOException {
    file.close();
    Files.delete(folder);
  }

  /** One call at a time. */
  @Benchmark
  public boolean oneThread(Calls calls) {
    return calls.make();
  }

  /** Eight threads on the same account; the time is that of one call. */
  @Benchmark
  @Threads(8)
  public boolean eightThreads(Calls calls) {
    return calls.make();
  }

  /** A thread's calls, one after the other. */
  @State(Scope.Thread)
  public static class Calls {
    private Reservation reservation = new Reservation(List.of());

    /** In the one budget. */
    @Setup
    public void open(BudgetBenchmark benchmark) {
      reservation = new Reservation(List.of(benchmark.account));
    }

    boolean make() {
      return reservation.reserve(BOUND) == null && reservation.settle(0);
    }
  }
}
