/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.util.List;

/**
 * The runs whose id begins so: none, the one, or several where it was given too short.
 *
 * @param idPrefix the id or its beginning
 */
public record OneRun(String idPrefix) {

  private static final String SQL =
      "SELECT "
          + RunSummary.COLUMNS
          + " FROM runs WHERE startsWith(RunId, ?) ORDER BY StartedAt DESC LIMIT 10";

  /** Fails on an empty id. */
  public OneRun {
    if (idPrefix.isBlank()) {
      throw new IllegalArgumentException("run id is empty: give an id that ./aiops runs lists");
    }
  }

  /** Newest first, at most ten. */
  public List<RunSummary> at(ClickHouse clickHouse) {
    return Rows.of(clickHouse, SQL, RunSummary::of, idPrefix);
  }
}
