/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.keep.Retention.Table;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClickHouseExtension.class)
class RetentionTest {

  private final TestDatabase database;

  RetentionTest(TestDatabase database) {
    this.database = database;
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void apply_isReadBack(Table table) {
    new Retention(table, 3).apply(database.admin());
    assertThat(Retention.of(table, database.read()).days()).isEqualTo(3);

    new Retention(table, 0).apply(database.admin());
    new Retention(table, 0).apply(database.admin());
    assertThat(Retention.of(table, database.read()).days()).isZero();
  }

  @Test
  void apply_oldRows_goAndNewOnesStay() throws Exception {
    database.execute("SYSTEM START TTL MERGES otel_traces");
    Instant now = Instant.now();
    new Retention(Table.SPANS, 0).apply(database.admin());
    SeedSpan.insert(
        database.ingest(), SeedSpan.of("old", "1").start(now.minus(Duration.ofDays(10))));
    SeedSpan.insert(database.ingest(), SeedSpan.of("new", "2").start(now));

    new Retention(Table.SPANS, 5).apply(database.admin());

    assertThat(eventually("SELECT groupArray(TraceId) FROM otel_traces", "['new']"))
        .isEqualTo("['new']");
  }

  @Test
  void sql_ofRowsOnShards_isForEachShard() {
    assertThat(new Retention(Table.SPANS, 5).sql(true))
        .startsWith("ALTER TABLE otel_traces_local ON CLUSTER '{cluster}' MODIFY TTL");
    assertThat(new Retention(Table.LOGS, 0).sql(true))
        .startsWith("ALTER TABLE otel_logs_local ON CLUSTER '{cluster}' REMOVE TTL");
  }

  @Test
  void new_negative_saysWhatZeroMeans() {
    assertThatThrownBy(() -> new Retention(Table.LOGS, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retention of LOGS must be >= 0 days (0 keeps for ever), got -1");
  }

  @Test
  void new_spansGoneBeforeTheirCostIsFrozen_fails() {
    assertThatThrownBy(() -> new Retention(Table.SPANS, 1)).hasMessageContaining("at least 2 days");
  }

  private String eventually(String sql, String expected) throws InterruptedException {
    String answer = database.ask(sql);
    for (int i = 0; i < 100 && !answer.equals(expected); i++) {
      Thread.sleep(200);
      answer = database.ask(sql);
    }
    return answer;
  }
}
