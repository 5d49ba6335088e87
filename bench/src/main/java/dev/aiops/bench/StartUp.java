/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the agent adds to an app that uses none of the libraries it hooks: from the start of its
 * process to the end, with no agent, under upstream's alone and under ours, in turn.
 */
final class StartUp implements Measurement {
  private static final double MILLI = 1e6;

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    Table table =
        new Table(
            "(h) From the start to the end of an app that uses none of the libraries",
            "app",
            "variant",
            "starts",
            "p50 ms",
            "p95 ms",
            "added, ms (95 %)",
            "of no agent");
    for (String app : List.of("small", "large")) {
      rows(table, app, series(lab, app, plan.startUps()));
    }
    return new Finding(table, List.of());
  }

  /** One start of each is not counted: it finds the jars on the disk. */
  private static Map<Variant, double[]> series(Lab lab, String app, int starts) throws Exception {
    Map<Variant, List<Double>> millis = new EnumMap<>(Variant.class);
    for (int round = 0; round <= starts; round++) {
      for (Variant variant : Variant.values()) {
        double taken = lab.runToItsEnd(variant, PlainApp.class, app) / MILLI;
        if (round > 0) {
          millis.computeIfAbsent(variant, v -> new ArrayList<>()).add(taken);
        }
      }
    }
    Map<Variant, double[]> series = new EnumMap<>(Variant.class);
    millis.forEach((variant, list) -> series.put(variant, numbers(list)));
    return series;
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void rows(Table table, String app, Map<Variant, double[]> series) {
    double[] alone = series.getOrDefault(Variant.NONE, new double[0]);
    series.forEach(
        (variant, millis) ->
            table.row(
                app,
                variant.title(),
                millis.length,
                whole(Percentile.of(millis, 50)),
                whole(Percentile.of(millis, 95)),
                variant == Variant.NONE ? "" : Interval.ofMean(differences(millis, alone)),
                String.format(
                    Locale.ROOT, "%.1f", Percentile.of(millis, 50) / Percentile.of(alone, 50))));
  }

  private static double[] differences(double[] millis, double[] alone) {
    double[] differences = new double[millis.length];
    for (int i = 0; i < millis.length; i++) {
      differences[i] = millis[i] - alone[i];
    }
    return differences;
  }

  private static String whole(double millis) {
    return String.format(Locale.ROOT, "%.0f", millis);
  }
}
