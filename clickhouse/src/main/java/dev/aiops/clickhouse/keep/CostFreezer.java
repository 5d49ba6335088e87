/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.keep;

import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Freezes the cost of days that are over into {@code costs_closed}, a day at a time and each at one
 * stroke, by partition replacement. A day that got late spans is frozen again. Several freezers at
 * once do no harm, and one that is killed leaves only a table that a later one drops.
 */
public final class CostFreezer {

  /** How long after its end a day is frozen first. */
  static final Duration GRACE = Duration.ofHours(1);

  /** Days with more calls among the spans than are frozen. */
  private static final String OPEN_DAYS =
      """
      SELECT toString(Day)
      FROM (SELECT Day, sum(o.Calls) AS OpenCalls FROM costs_open AS o WHERE Day < '%s' GROUP BY Day) AS open
      LEFT JOIN (SELECT Day, sum(c.Calls) AS ClosedCalls FROM costs_closed AS c GROUP BY Day) AS closed USING Day
      WHERE OpenCalls > ClosedCalls
      ORDER BY Day
      """;

  /** Of this server alone, on a cluster too: only the partition that it fills is replicated. */
  private static final String MAKE =
      """
      CREATE TABLE %s AS costs_closed
      ENGINE = MergeTree PARTITION BY Day ORDER BY (Day, ServiceName, AgentName, Provider, RequestModel)
      """;

  private static final String FILL =
      """
      INSERT INTO %s SELECT *, now64(3) FROM costs_open WHERE Day = '%s'
      """;

  private static final String REPLACE =
      """
      ALTER TABLE costs_closed REPLACE PARTITION '%s' FROM %s
      """;

  /** Tables a killed freezer left behind. */
  private static final String LEFT_BEHIND =
      """
      SELECT name FROM system.tables
      WHERE database = currentDatabase() AND startsWith(name, 'costs_closing_') AND metadata_modification_time < now() - INTERVAL 1 HOUR
      """;

  private final ClickHouse admin;
  private final InstantSource clock;

  /** Freezes in the admin's database. */
  public CostFreezer(ClickHouse admin, InstantSource clock) {
    this.admin = admin;
    this.clock = clock;
  }

  /** Freezes what is due; returns the days frozen, oldest first. */
  public List<LocalDate> freeze() {
    admin.ask(LEFT_BEHIND).lines().forEach(this::drop);
    LocalDate firstOpen = clock.instant().minus(GRACE).atOffset(ZoneOffset.UTC).toLocalDate();
    List<LocalDate> due =
        admin.ask(OPEN_DAYS.formatted(firstOpen)).lines().map(LocalDate::parse).toList();
    due.forEach(this::freeze);
    return due;
  }

  private void freeze(LocalDate day) {
    String closing = "costs_closing_" + UUID.randomUUID().toString().replace("-", "");
    admin.execute(MAKE.formatted(closing));
    try {
      admin.execute(FILL.formatted(closing, day));
      admin.execute(REPLACE.formatted(day, closing));
    } finally {
      drop(closing);
    }
  }

  private void drop(String table) {
    admin.execute("DROP TABLE IF EXISTS " + table);
  }
}
