/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an agent adds to heap, other memory, threads and classes of an app: of one that has used no
 * library, and of the same one after many calls.
 */
final class AddedFootprint implements Measurement {
  private static final double MIB = 1024 * 1024;

  @Override
  public Finding measure(Lab lab, Plan plan) throws IOException, InterruptedException {
    Table table =
        new Table(
            "(d) Memory, threads and classes, after collections",
            "app",
            "variant",
            "heap MiB",
            "added",
            "non-heap MiB",
            "added",
            "threads",
            "added",
            "classes",
            "added");
    try (RunningProvider provider = lab.provider();
        Apps apps = Apps.start(lab, "footprint")) {
      rows(table, "has used no library", held(apps, plan));
      for (Library library : Library.FIRST) {
        apps.ask(
            new Asking(library, 4, plan.warmUpCalls(), provider.baseUrl(library.protocol(), 0)));
      }
      rows(table, "has made thousands of calls", held(apps, plan));
    }
    return new Finding(table, List.of());
  }

  /** When what was recorded has been exported. */
  private static Map<Variant, Footprint> held(Apps apps, Plan plan) throws InterruptedException {
    Thread.sleep(plan.settleMillis());
    return apps.footprints();
  }

  private static void rows(Table table, String app, Map<Variant, Footprint> footprints) {
    Footprint baseline = footprints.getOrDefault(Variant.NONE, new Footprint(0, 0, 0, 0));
    footprints.forEach((variant, footprint) -> row(table, app, variant, footprint, baseline));
  }

  private static void row(
      Table table, String app, Variant variant, Footprint footprint, Footprint baseline) {
    table.row(
        app,
        variant.title(),
        mib(footprint.heapBytes()),
        mib(footprint.heapBytes() - baseline.heapBytes()),
        mib(footprint.nonHeapBytes()),
        mib(footprint.nonHeapBytes() - baseline.nonHeapBytes()),
        footprint.threads(),
        footprint.threads() - baseline.threads(),
        footprint.classes(),
        footprint.classes() - baseline.classes());
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MIB);
  }
}
