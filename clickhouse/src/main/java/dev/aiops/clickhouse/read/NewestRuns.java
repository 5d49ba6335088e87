/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The newest runs. Looks at the last day first, as that is fast however long the log is, and at all
 * of it only where the last day has fewer than asked for.
 *
 * @param limit how many at most
 */
public record NewestRuns(int limit) {

  private static final String SQL =
      """
      SELECT %s FROM runs_since(since = %s)
      WHERE StartedAt >= %s ORDER BY StartedAt DESC, RunId DESC LIMIT %d
      """;

  private static final Duration WINDOW = Duration.ofDays(1);
  private static final String EVER = Rows.sqlInstant(Instant.EPOCH);

  /** Fails on a limit below 1. */
  public NewestRuns {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be >= 1, got " + limit);
    }
  }

  /** Newest first. */
  public List<RunSummary> at(ClickHouse clickHouse, InstantSource clock) {
    String from = Rows.sqlInstant(clock.instant().minus(WINDOW));
    String since = Rows.sqlInstant(clock.instant().minus(WINDOW).minus(RunsIn.LONGEST_RUN));
    List<RunSummary> recent = query(clickHouse, since, from);
    return recent.size() == limit ? recent : query(clickHouse, EVER, EVER);
  }

  private List<RunSummary> query(ClickHouse clickHouse, String since, String from) {
    return Rows.of(
        clickHouse, SQL.formatted(RunSummary.COLUMNS, since, from, limit), RunSummary::of);
  }
}
