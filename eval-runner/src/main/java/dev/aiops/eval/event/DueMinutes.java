/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Minutes in which events of others came in that are not scores yet, oldest first. */
final class DueMinutes {

  /** A process may have been away for so long. */
  private static final Duration BACK = Duration.ofDays(7);

  /** The server stamps a row before others can see it. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private static final String SQL =
      """
      SELECT toUnixTimestamp(toStartOfMinute(IngestedAt)) AS Minute
      FROM otel_logs
      WHERE EventName = 'gen_ai.evaluation.result' AND ScopeName != '%s'
        AND IngestedAt > %s AND IngestedAt < toStartOfMinute(%s)
      GROUP BY Minute
      HAVING concat('%s', toString(Minute)) NOT IN (SELECT BatchId FROM eval_scores WHERE Source = 'event' AND ScoredAt > %2$s - INTERVAL 1 DAY)
      ORDER BY Minute
      """;

  private DueMinutes() {}

  static List<Instant> at(Instant now, ClickHouse at) {
    String sql =
        SQL.formatted(
            ResultEvents.SCOPE,
            Rows.sqlInstant(now.minus(BACK)),
            Rows.sqlInstant(now.minus(SETTLED)),
            ReceivedScores.TOKEN);
    return Rows.of(at, sql, row -> Instant.ofEpochSecond(row.getLong("Minute")));
  }
}
