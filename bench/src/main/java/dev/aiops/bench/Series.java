/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one app took over the rounds of a measurement: time per call, and CPU time in all. */
final class Series {
  private final List<double[]> rounds = new ArrayList<>();
  private final Variant variant;
  private final Child app;
  private final double cpuBefore;
  private double cpuMicros = Double.NaN;

  Series(Variant variant, Child app) {
    this.variant = variant;
    this.app = app;
    this.cpuBefore = cpuMicros(app);
  }

  Variant variant() {
    return variant;
  }

  /** One more round: asks for that long and keeps what each call took. */
  void round(Asking asking) {
    String nanos = app.ask(asking.line());
    rounds.add(
        Arrays.stream(nanos.split(" ", -1)).mapToDouble(n -> Long.parseLong(n) / 1e3).toArray());
  }

  /** Ends the series: what was exported until now counts as CPU time of its calls. */
  void end() {
    cpuMicros = cpuMicros(app) - cpuBefore;
  }

  /** Microseconds of that percentile over all calls. */
  double micros(double percent) {
    return Percentile.of(rounds.stream().flatMapToDouble(Arrays::stream).toArray(), percent);
  }

  /** CPU time of the whole process, idle rounds and export included, in microseconds per call. */
  double cpuMicrosPerCall() {
    return cpuMicros / calls();
  }

  long calls() {
    return rounds.stream().mapToLong(round -> round.length).sum();
  }

  /** How much more the calls of this series took at that percentile, round by round. */
  Interval over(Series baseline, double percent) {
    double[] differences = new double[rounds.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] =
          Percentile.of(rounds.get(i), percent) - Percentile.of(baseline.rounds.get(i), percent);
    }
    return Interval.ofMean(differences);
  }

  private static double cpuMicros(Child app) {
    return Long.parseLong(app.ask("cpu")) / 1e3;
  }
}
