/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class CostFreezerTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final LocalDate YESTERDAY = LocalDate.parse("2026-11-23");
  private static final String COSTS =
      """
      SELECT Day, CostStatus, sum(c.Calls), sum(c.CostUsd), sum(c.InputTokens), sum(c.Errors) FROM costs AS c
      GROUP BY Day, CostStatus ORDER BY Day, CostStatus
      """;

  private final TestDatabase database;

  CostFreezerTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void threeDays() {
    database.execute("TRUNCATE TABLE otel_traces");
    database.execute("TRUNCATE TABLE costs_closed");
    insert(
        chat("1", "2026-11-22T10:00:00", "0.000000001").with("gen_ai.usage.input_tokens", "10"),
        chat("2", "2026-11-22T11:00:00", "12.5"),
        chat("3", "2026-11-22T12:00:00", "")
            .with("aiops.cost.status", "unpriced")
            .without("aiops.cost.usd"));
    insert(chat("4", "2026-11-23T23:59:59", "0.1").with("gen_ai.usage.input_tokens", "7"));
    insert(chat("5", "2026-11-24T00:00:00", "0.2"));
  }

  @Test
  void freeze_daysOver_changesNothingThatIsRead() {
    String before = database.ask(COSTS);
    assertThat(before)
        .isEqualTo(
            """
            2026-11-22\tpriced\t2\t12.500000001\t10\t0
            2026-11-22\tunpriced\t1\t\\N\t\\N\t0
            2026-11-23\tpriced\t1\t0.1\t7\t0
            2026-11-24\tpriced\t1\t0.2\t\\N\t0""");

    assertThat(freeze(NOON)).containsExactly(LocalDate.parse("2026-11-22"), YESTERDAY);

    assertThat(database.ask(COSTS)).isEqualTo(before);
    assertThat(database.ask("SELECT uniqExact(Day) FROM costs_closed")).isEqualTo("2");
  }

  @Test
  void freeze_again_findsNothing() {
    freeze(NOON);
    assertThat(freeze(NOON)).isEmpty();
  }

  @Test
  void freeze_withinTheGrace_leavesTheDayOpen() {
    assertThat(freeze(Instant.parse("2026-11-24T00:30:00Z")))
        .containsExactly(LocalDate.parse("2026-11-22"));
  }

  @Test
  void costs_spansGone_areKept() {
    String before = database.ask(COSTS);
    freeze(NOON);
    database.execute("ALTER TABLE otel_traces DROP PARTITION '2026-11-22'");
    assertThat(database.ask(COSTS)).isEqualTo(before);
  }

  @Test
  void costs_lateSpan_countsBeforeAndAfterTheNextFreeze() {
    freeze(NOON);
    insert(chat("6", "2026-11-23T10:00:00", "1"));
    assertThat(cost(YESTERDAY)).isEqualTo("2\t1.1");

    assertThat(freeze(NOON)).containsExactly(YESTERDAY);

    assertThat(cost(YESTERDAY)).isEqualTo("2\t1.1");
  }

  @Test
  void costs_onlySomeSpansLeft_areTheFrozenOnes() {
    freeze(NOON);
    database.execute("ALTER TABLE otel_traces DROP PARTITION '2026-11-22'");
    insert(chat("7", "2026-11-22T10:00:00", "5"));
    assertThat(freeze(NOON)).isEmpty();
    assertThat(cost(LocalDate.parse("2026-11-22"))).isEqualTo("3\t12.500000001");
  }

  @Test
  void freeze_leavesNoTableBehind() {
    freeze(NOON);
    assertThat(
            database.ask(
                "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name LIKE 'costs_closing%'"))
        .isEqualTo("0");
  }

  private String cost(LocalDate day) {
    return database.ask(
        "SELECT sum(c.Calls), sum(c.CostUsd) FROM costs AS c WHERE Day = '" + day + "'");
  }

  private List<LocalDate> freeze(Instant now) {
    return new CostFreezer(database.admin(), InstantSource.fixed(now)).freeze();
  }

  private void insert(SeedSpan... spans) {
    SeedSpan.insert(database.ingest(), spans);
  }

  private static SeedSpan chat(String id, String start, String cost) {
    return SeedSpan.chat("t" + id, id, "gpt-5.1", cost).start(start);
  }
}
