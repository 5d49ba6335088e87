/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunOutline;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.RunsBetween;
import dev.aiops.eval.trace.RunsBetween.Found;
import dev.aiops.eval.trace.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Recorded runs, oldest first, read some at a time.
 *
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param which of them
 */
public record Answers(Instant from, Instant until, Predicate<RunOutline> which) {

  private static final int AT_A_TIME = 500;

  /** Hands them over, one by one. */
  public void at(ClickHouse at, Consumer<RecordedRun> to) {
    List<Found> part = new ArrayList<>();
    new RunsBetween(from, until).at(at, found -> take(found, part, at, to));
    read(part, at, to);
  }

  private void take(Found found, List<Found> part, ClickHouse at, Consumer<RecordedRun> to) {
    if (which.test(found.run())) {
      part.add(found);
    }
    if (part.size() == AT_A_TIME) {
      read(part, at, to);
    }
  }

  private static void read(List<Found> part, ClickHouse at, Consumer<RecordedRun> to) {
    if (!part.isEmpty()) {
      Instant last =
          part.stream().map(Found::lastSeenAt).max(Instant::compareTo).orElse(Instant.EPOCH);
      List<String> ids = part.stream().map(found -> found.run().id()).toList();
      new RunReader(at).read(new Slice(ids, part.get(0).startedAt(), last)).forEach(to);
      part.clear();
    }
  }
}
