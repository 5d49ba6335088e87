/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.List;
import java.util.Locale;

/** Tells what the agents add to a model call. */
final class AddedTimeReport {
  /** Ours may add this much at the median, in microseconds. */
  private static final double LIMIT_MICROS = 150;

  private AddedTimeReport() {}

  static Finding of(List<Added> settings) {
    Table table =
        new Table(
            "(a) Time added to a model call (provider answers after 20 ms, half load)",
            "app",
            "threads",
            "variant",
            "calls",
            "p50 ms",
            "p99 ms",
            "added at p50, µs (95 %)",
            "CPU per call, µs");
    settings.forEach(setting -> setting.series().forEach(each -> row(table, setting, each)));
    return new Finding(
        table,
        settings.stream()
            .filter(setting -> !setting.asking().atOnce())
            .map(AddedTimeReport::limit)
            .toList());
  }

  private static void row(Table table, Added setting, Series series) {
    boolean baseline = series == setting.baseline();
    table.row(
        setting.asking().library(),
        setting.asking().how(),
        series.variant().title(),
        series.calls(),
        millis(series.micros(50)),
        millis(series.micros(99)),
        baseline ? "" : series.over(setting.baseline(), 50),
        String.format(Locale.ROOT, "%.0f", series.cpuMicrosPerCall()));
  }

  private static String millis(double micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1e3);
  }

  private static Limit limit(Added setting) {
    Interval added = setting.byOurs();
    return new Limit(
        String.format(
            Locale.ROOT,
            "(a) ours adds at most %.0f µs at p50 over no agent: %s, %d threads",
            LIMIT_MICROS,
            setting.asking().library(),
            setting.asking().threads()),
        added + " µs",
        added.estimate() <= LIMIT_MICROS);
  }
}
