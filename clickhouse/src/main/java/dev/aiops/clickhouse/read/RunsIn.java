/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.util.List;

/**
 * The runs of a window, newest first.
 *
 * @param window which
 * @param limit how many at most, the newest
 */
public record RunsIn(Window window, int limit) {

  private static final String SQL =
      """
      SELECT %s FROM runs_since(since = %s)
      WHERE %s ORDER BY StartedAt DESC, RunId DESC LIMIT %d
      """;

  /** A run that began before the window must be seen whole to be left out. */
  static final Duration LONGEST_RUN = Duration.ofDays(1);

  /** Newest first. */
  public List<RunSummary> at(ClickHouse clickHouse) {
    String since = Rows.sqlInstant(window.since().minus(LONGEST_RUN));
    String sql = SQL.formatted(RunSummary.COLUMNS, since, window.where("StartedAt"), limit);
    return Rows.of(clickHouse, sql, RunSummary::of, window.parameters());
  }
}
