/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures, prints, and says by its exit status whether the promised limits were kept. */
final class Main {
  private Main() {}

  /** The project's root folder is in the system property {@code bench.root}. */
  public static void main(String[] args) throws Exception {
    Options options = options(args);
    Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
    System.out.println(Machine.describe() + "\n");
    System.exit(measure(options, root) ? 0 : 1);
  }

  private static Options options(String[] args) {
    try {
      return Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  private static boolean measure(Options options, Path root) throws Exception {
    List<Limit> limits = new ArrayList<>();
    for (Options.Part part : Options.Part.values()) {
      if (options.parts().contains(part)) {
        System.err.println("measuring " + part.option() + " …");
        limits.addAll(measure(part, options, root));
      }
    }
    System.out.println(promises(limits));
    return limits.stream().allMatch(Limit::kept);
  }

  /** Each part has an empty ClickHouse: what one has written must not slow the next one's reads. */
  private static List<Limit> measure(Options.Part part, Options options, Path root)
      throws Exception {
    try (Lab lab = Lab.open(root)) {
      Finding finding = measurement(part, options).measure(lab, options.plan());
      System.out.println(finding.table());
      return finding.limits();
    }
  }

  private static Measurement measurement(Options.Part part, Options options) {
    return switch (part) {
      case ADDED_TIME -> new AddedTime(options.libraries());
      case HOT_PATHS -> new HotPaths();
      case THROUGHPUT -> new Throughput();
      case VISIBLE -> new Visible();
      case FOOTPRINT -> new AddedFootprint();
      case DECISIONS -> new DecisionDelay();
      case QUEUE -> new QueuePages();
      case START_UP -> new StartUp();
      case PANELS -> new PanelTimes(options.days());
      case EVALS -> new EvalTimes();
    };
  }

  private static Table promises(List<Limit> limits) {
    Table table = new Table("What is promised", "promise", "measured", "kept");
    limits.forEach(
        limit -> table.row(limit.promise(), limit.measured(), limit.kept() ? "yes" : "NO"));
    return table;
  }
}
