/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.http.RefusedQuarter;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of yesterday and today that budgets refused or would have. It reads spans, so it is
 * asked at most every 5 seconds, however often somebody looks.
 */
final class RefusedCalls {

  private static final System.Logger LOG = System.getLogger(RefusedCalls.class.getName());
  private static final Duration REFRESH = Duration.ofSeconds(5);

  /** Yesterday in the zone that is farthest behind. */
  private static final int DAYS_BACK = 2;

  private static final String SQL =
      """
      SELECT budget, ifNull(toString(day), ''), toUnixTimestamp(toStartOfFifteenMinutes(time)) AS quarter,
        countIf(mode = 'enforce'), countIf(mode = 'observe')
      FROM budget_refusals
      WHERE time >= fromUnixTimestamp64Second(%d, 'UTC')
      GROUP BY budget, day, quarter
      SETTINGS max_execution_time = 5
      """;

  private final ClickHouse at;
  private final InstantSource clock;
  private Optional<List<RefusedQuarter>> known = Optional.empty();
  private @Nullable Instant asked;

  RefusedCalls(ClickHouse at, InstantSource clock) {
    this.at = at;
    this.clock = clock;
  }

  /** Empty where the log cannot be asked: what is not known is not shown as 0. */
  synchronized Optional<List<RefusedQuarter>> quarters() {
    Instant now = clock.instant();
    if (asked == null || !now.isBefore(asked.plus(REFRESH))) {
      asked = now;
      known = ask(now.truncatedTo(ChronoUnit.DAYS).minus(DAYS_BACK, ChronoUnit.DAYS));
    }
    return known;
  }

  private Optional<List<RefusedQuarter>> ask(Instant since) {
    try {
      String rows = at.ask(SQL.formatted(since.getEpochSecond()));
      return Optional.of(rows.lines().map(RefusedCalls::quarter).toList());
    } catch (ClickHouseException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Refused calls cannot be counted now: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static RefusedQuarter quarter(String line) {
    String[] cells = line.split("\t", -1);
    return new RefusedQuarter(
        cells[0],
        cells[1].isEmpty() ? null : LocalDate.parse(cells[1]),
        Instant.ofEpochSecond(Long.parseLong(cells[2])),
        Long.parseLong(cells[3]),
        Long.parseLong(cells[4]));
  }
}
