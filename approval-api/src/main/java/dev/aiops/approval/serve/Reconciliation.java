/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger settled more than the recorded calls were charged, for yesterday and today. It
 * reads spans, so it is asked at most every 30 seconds, however often somebody looks.
 */
final class Reconciliation {

  /** A budget's day. */
  record Difference(String budget, String day, BigDecimal usd) {}

  private static final System.Logger LOG = System.getLogger(Reconciliation.class.getName());
  private static final Duration REFRESH = Duration.ofSeconds(30);

  /** Yesterday in the zone that is farthest behind. */
  private static final int DAYS_BACK = 2;

  private final ClickHouse at;
  private final InstantSource clock;
  private List<Difference> known = List.of();
  private @Nullable Instant asked;

  Reconciliation(ClickHouse at, InstantSource clock) {
    this.at = at;
    this.clock = clock;
  }

  /** Empty where the log cannot be asked: what is not known is not shown as 0. */
  synchronized List<Difference> differences() {
    Instant now = clock.instant();
    if (asked == null || !now.isBefore(asked.plus(REFRESH))) {
      asked = now;
      known = ask(now);
    }
    return known;
  }

  private List<Difference> ask(Instant now) {
    Instant since = now.truncatedTo(ChronoUnit.DAYS).minus(DAYS_BACK, ChronoUnit.DAYS);
    try {
      return at.ask(
              "SELECT budget, day, difference_usd FROM budget_reconciliation_since(since ="
                  + " fromUnixTimestamp64Second("
                  + since.getEpochSecond()
                  + ", 'UTC')) ORDER BY budget, day SETTINGS max_execution_time = 5")
          .lines()
          .map(Reconciliation::difference)
          .toList();
    } catch (ClickHouseException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Ledger and calls cannot be compared now: " + e.getMessage());
      return List.of();
    }
  }

  private static Difference difference(String line) {
    String[] cells = line.split("\t", -1);
    return new Difference(cells[0], cells[1], new BigDecimal(cells[2]));
  }
}
