/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The run worth a look: the one in which most happened.
 *
 * @param run the run
 */
record Highlight(RunSummary run) {

  /** Of some runs, if there are any; of two alike the later in the list. */
  static Optional<Highlight> of(List<RunSummary> runs) {
    return runs.stream()
        .max(
            Comparator.comparingInt(Highlight::weight)
                .thenComparingLong(RunSummary::retries)
                .thenComparingLong(RunSummary::spans))
        .map(Highlight::new);
  }

  private static int weight(RunSummary run) {
    return (run.fallbacks() > 0 ? 8 : 0)
        + (run.toolCalls() > 0 ? 4 : 0)
        + (run.status().equals("error") ? 2 : 0)
        + (run.retries() > 0 ? 1 : 0);
  }

  /** Why it was chosen, to follow its id. */
  String why() {
    List<String> did = new ArrayList<>();
    if (run.status().equals("error")) {
      did.add("failed");
    }
    if (run.fallbacks() > 0) {
      did.add("fell back to another model " + times(run.fallbacks()));
    }
    if (run.retries() > 0) {
      did.add("retried " + times(run.retries()));
    }
    if (run.toolCalls() > 0) {
      did.add("called " + Text.several(run.toolCalls(), "tool"));
    }
    if (did.isEmpty()) {
      return "it has the most steps";
    }
    return "it " + Text.enumerated(did);
  }

  private static String times(long count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }
}
