/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts of a call that need no agent to be run, by JMH. */
final class HotPaths implements Measurement {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** What a reservation and its settlement may take, in nanoseconds. */
  private static final Map<String, Integer> PROMISED =
      Map.of("Budget.oneThread", 200, "Budget.eightThreads", 1_000);

  @Override
  public Finding measure(Lab lab, Plan plan) throws RunnerException {
    Table table = new Table("Hot paths (JMH)", "what", "ns per operation", "± (99.9 %)", "bytes");
    List<Limit> limits = new ArrayList<>();
    for (RunResult result : results(plan)) {
      row(table, result);
      Integer nanos = PROMISED.get(name(result));
      if (nanos != null) {
        limits.add(limit(result, nanos));
      }
    }
    return new Finding(table, limits);
  }

  private static Collection<RunResult> results(Plan plan) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("Benchmark\\.")
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(plan.jmhIterations())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(plan.jmhIterations())
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  private static void row(Table table, RunResult result) {
    Result<?> time = result.getPrimaryResult();
    table.row(
        name(result),
        String.format(Locale.ROOT, "%.0f", time.getScore()),
        String.format(Locale.ROOT, "%.0f", time.getScoreError()),
        allocated(result.getSecondaryResults()));
  }

  private static Limit limit(RunResult result, int nanos) {
    double score = result.getPrimaryResult().getScore();
    String bytes = allocated(result.getSecondaryResults());
    return new Limit(
        "(e) " + name(result) + ": reserve and settle under " + nanos + " ns, without allocating",
        String.format(Locale.ROOT, "%.0f ns, %s bytes", score, bytes),
        score < nanos && bytes.equals("0"));
  }

  /** {@code Encode.nativeBlock} for the benchmark of that class and method. */
  private static String name(RunResult result) {
    String[] parts = result.getParams().getBenchmark().split("\\.", -1);
    return parts[parts.length - 2].replace("Benchmark", "") + "." + parts[parts.length - 1];
  }

  @SuppressWarnings("rawtypes") // JMH's own signature
  private static String allocated(Map<String, Result> secondary) {
    Result<?> bytes = secondary.get(ALLOCATED);
    return bytes == null ? "?" : String.format(Locale.ROOT, "%.0f", bytes.getScore());
  }
}
