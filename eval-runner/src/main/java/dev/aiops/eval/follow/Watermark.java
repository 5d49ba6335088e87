/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.time.Duration;
import java.time.Instant;

/**
 * From when on rows are looked at: a while before the newest that was evaluated, so that runs which
 * ended while nobody looked are found. Where nothing was evaluated yet, a while before now: history
 * is for batches.
 *
 * @param overlap how long before
 */
record Watermark(Duration overlap) {

  /** No run is evaluated that came in earlier than a week ago. */
  private static final String SQL =
      """
      SELECT toUnixTimestamp64Milli(greatest(
        if(count() = 0, now64(3), least(max(SeenUntil), now64(3))) - toIntervalMillisecond(%d),
        now64(3) - INTERVAL 7 DAY)) AS Millis
      FROM eval_passes
      """;

  Instant at(ClickHouse clickHouse) {
    String sql = SQL.formatted(overlap.toMillis());
    return Instant.ofEpochMilli(Rows.of(clickHouse, sql, row -> row.getLong("Millis")).get(0));
  }
}
