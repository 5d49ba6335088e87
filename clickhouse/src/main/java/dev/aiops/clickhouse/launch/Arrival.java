/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.PricedCost;
import dev.aiops.clickhouse.read.RunTotals;
import dev.aiops.clickhouse.read.RunTotals.StatusTotals;
import dev.aiops.clickhouse.read.Window;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what an app has just sent: its calls are in, none of its runs is open, and nothing more
 * comes.
 *
 * @param reader where to look
 * @param window at what
 * @param calls how many priced calls must be there
 */
record Arrival(ClickHouse reader, Window window, long calls) {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Set<String> OPEN = Set.of("running", "waiting_approval");

  /** Returns when all is there, or after 20 s. */
  void await() {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    List<StatusTotals> before = List.of();
    List<StatusTotals> now = new RunTotals(window).at(reader);
    while (!(complete(now) && now.equals(before)) && System.nanoTime() < deadline) {
      pause();
      before = now;
      now = new RunTotals(window).at(reader);
    }
  }

  private boolean complete(List<StatusTotals> totals) {
    return totals.stream().noneMatch(total -> OPEN.contains(total.status()))
        && new PricedCost(window).at(reader).calls() >= calls;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for the newest runs: ask again");
    }
  }
}
