/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The budgets' days that calls of a window asked: what the control log says of each, and all calls
 * of that day, whoever made them.
 *
 * @param window which
 */
public record BudgetDays(Window window) {

  /** A call before the window counts on a day in it; a day has up to 25 hours. */
  private static final String SQL =
      """
      WITH calls AS (
        SELECT
          Timestamp AS Started, ServiceName,
          if(
            SpanAttributes['aiops.budget.charge'] = 'full',
            ifNull(toDecimal128OrNull(SpanAttributes['aiops.budget.charged'], 9), toDecimal128(0, 9)), toDecimal128(0, 9)) AS InFull,
          arrayJoin(arrayConcat(
            arrayMap(
              id -> (splitByChar(':', id)[1], splitByChar(':', id)[2], false),
              JSONExtract(SpanAttributes['aiops.budget.leases'], 'Array(String)')),
            if(
              SpanAttributes['aiops.budget.name'] = '', [],
              [(SpanAttributes['aiops.budget.name'], SpanAttributes['aiops.budget.day'], true)]))) AS asked
        FROM otel_traces
        WHERE IsModelCall = 1 AND Timestamp >= %1$s - INTERVAL 26 HOUR
          AND (SpanAttributes['aiops.budget.leases'] != '' OR SpanAttributes['aiops.budget.name'] != '')
      )
      SELECT
        c.Budget AS Budget, c.Day AS Day, c.InFullUsd AS InFullUsd, c.Calls AS Calls, c.Refused AS Refused, c.FirstRefusedNanos AS FirstRefusedNanos,
        l.CapUsd AS CapUsd, l.SpentUsd AS SpentUsd, l.LeasedUsd AS LeasedUsd
      FROM (
        SELECT
          asked.1 AS Budget, asked.2 AS Day, sumIf(InFull, NOT asked.3) AS InFullUsd, toInt64(countIf(NOT asked.3)) AS Calls, toInt64(countIf(asked.3)) AS Refused,
          minOrNullIf(toUnixTimestamp64Nano(Started), asked.3) AS FirstRefusedNanos
        FROM calls
        GROUP BY Budget, Day
        HAVING countIf(Started >= %1$s AND (? = '' OR ServiceName = ?)) > 0
      ) AS c
      LEFT JOIN (
        SELECT
          budget AS Budget, toString(assumeNotNull(day)) AS Day,
          toNullable(toDecimal128(argMax(cap_nanos, seq), 9)) / 1000000000 AS CapUsd,
          toNullable(toDecimal128(argMax(spent_nanos, seq), 9)) / 1000000000 AS SpentUsd,
          toNullable(toDecimal128(argMax(leased_nanos, seq), 9)) / 1000000000 AS LeasedUsd
        FROM control_log
        WHERE budget != '' AND day IS NOT NULL
        GROUP BY Budget, Day
      ) AS l ON l.Budget = c.Budget AND l.Day = c.Day
      ORDER BY c.Day, c.Budget
      """;

  /** By day, then by name. */
  public List<BudgetDay> at(ClickHouse clickHouse) {
    String sql = SQL.formatted(Rows.sqlInstant(window.since()));
    return Rows.of(clickHouse, sql, BudgetDays::day, window.parameters());
  }

  private static BudgetDay day(ResultSet row) throws SQLException {
    Long refusedNanos = Rows.optionalLong(row, "FirstRefusedNanos");
    return new BudgetDay(
        row.getString("Budget"),
        row.getString("Day"),
        row.getBigDecimal("CapUsd"),
        row.getBigDecimal("SpentUsd"),
        row.getBigDecimal("InFullUsd"),
        row.getBigDecimal("LeasedUsd"),
        row.getLong("Calls"),
        row.getLong("Refused"),
        refusedNanos == null ? null : Rows.instant(refusedNanos));
  }

  /**
   * One budget on one day.
   *
   * @param budget its name
   * @param day as the control log names it; empty where a refusal knew none
   * @param capUsd the cap in force; null where the control log is elsewhere
   * @param spentUsd charged; null as before
   * @param inFullUsd of that, all that was set aside for calls whose cost nobody knows
   * @param leasedUsd what open leases may come to beyond that; null as before
   * @param calls calls that it admitted
   * @param refused calls that it refused
   * @param firstRefused when it first did; null where it did not
   */
  public record BudgetDay(
      String budget,
      String day,
      @Nullable BigDecimal capUsd,
      @Nullable BigDecimal spentUsd,
      BigDecimal inFullUsd,
      @Nullable BigDecimal leasedUsd,
      long calls,
      long refused,
      @Nullable Instant firstRefused) {}
}
