/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.web.Runs;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.util.regex.Pattern;

/** What ClickHouse has of runs; a page that shows one says where it does not answer. */
final class RecordedRuns implements Runs {

  private static final System.Logger LOG = System.getLogger(RecordedRuns.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** Ids come from agents, and go into a statement. */
  private static final Pattern SAFE = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ClickHouse at;
  private final Bounded pages;

  RecordedRuns(ClickHouse at, Bounded pages) {
    this.at = at;
    this.pages = pages;
  }

  /** Whether an id can be that of a run, and may stand in a statement. */
  static boolean isSafe(String run) {
    return SAFE.matcher(run).matches();
  }

  @Override
  public Reading find(String run) {
    if (!isSafe(run)) {
      return new Reading(true, null);
    }
    try {
      return pages.within(LIMIT, () -> read(run));
    } catch (UnansweredException e) {
      LOG.log(System.Logger.Level.WARNING, "A run cannot be read now: " + e.getMessage());
      return Reading.NOT_ANSWERED;
    }
  }

  private Reading read(String run) {
    // by the one that has an index for its form: asking for either would read all spans
    String column = UUID.matcher(run).matches() ? "RunId" : "TraceId";
    RunSteps.Found found = new RunSteps(column, run).at(at);
    if (found.total() == 0) {
      return new Reading(true, null);
    }
    RunCost.Sum cost = new RunCost(column, run).at(at);
    return new Reading(
        true,
        new Run(
            cost.calls(),
            cost.usd(),
            cost.unpriced(),
            cost.inputTokens(),
            cost.outputTokens(),
            found.steps(),
            found.total() - found.steps().size()));
  }
}
