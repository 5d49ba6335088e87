/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.util.List;

/**
 * The runs of a window that ended with an error or whose process is lost, newest first.
 *
 * @param window which
 * @param limit how many at most, the newest
 */
public record FailedRuns(Window window, int limit) {

  /** The statuses that are failures. */
  public static final List<String> STATUSES = List.of("error", "lost");

  private static final String SQL =
      """
      SELECT %s FROM runs_since(since = %s)
      WHERE Status IN ('error', 'lost') AND %s ORDER BY StartedAt DESC, RunId DESC LIMIT %d
      """;

  /** Newest first. */
  public List<RunSummary> at(ClickHouse clickHouse) {
    String since = Rows.sqlInstant(window.since().minus(RunsIn.LONGEST_RUN));
    String sql = SQL.formatted(RunSummary.COLUMNS, since, window.where("StartedAt"), limit);
    return Rows.of(clickHouse, sql, RunSummary::of, window.parameters());
  }
}
