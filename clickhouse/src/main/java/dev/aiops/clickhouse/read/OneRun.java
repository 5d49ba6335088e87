/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.util.List;

/**
 * The runs whose id begins or ends so: none, the one, or several where it was given too short. The
 * end of an id tells runs apart sooner than its beginning, which is the time.
 *
 * @param part the id, its beginning or its end
 */
public record OneRun(String part) {

  /** How many are looked for. */
  public static final int MOST = 10;

  private static final String SQL =
      """
      SELECT %s FROM runs WHERE startsWith(RunId, ?) OR endsWith(RunId, ?) ORDER BY StartedAt DESC LIMIT %d
      """
          .formatted(RunSummary.COLUMNS, MOST);

  /** Fails on an empty id. */
  public OneRun {
    if (part.isBlank()) {
      throw new IllegalArgumentException("run id is empty: give an id that ./aiops runs lists");
    }
  }

  /** Newest first, at most {@value #MOST}. */
  public List<RunSummary> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, RunSummary::of, part, part);
  }
}
