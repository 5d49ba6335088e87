/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.migrate.Migrator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class ClickHouseExtensionTest {

  private final TestDatabase database;

  ClickHouseExtensionTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void database_isMigrated() {
    assertThat(database.ask("SELECT max(Version) FROM schema_migrations"))
        .isEqualTo(Integer.toString(Migrator.newestVersion()));
  }

  @Test
  void database_isOnePerClass(TestDatabase other) {
    assertThat(other).isSameAs(database);
  }

  @Test
  void connect_reads() throws Exception {
    try (Connection connection = database.read().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT currentDatabase(), 'what?'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(database.database());
      assertThat(rows.getString(2)).isEqualTo("what?");
    }
  }

  @Test
  void rowsOfLongPastDays_stay() {
    SeedSpan.insert(
        database.ingest(), SeedSpan.of("old", "1").start(Instant.parse("2020-02-29T12:00:00Z")));
    database.execute("OPTIMIZE TABLE otel_traces FINAL");
    assertThat(database.ask("SELECT TraceId FROM otel_traces")).isEqualTo("old");
  }

  @Test
  void read_cannotWrite() {
    assertThatThrownBy(
            () -> database.read().execute("CREATE TABLE x (a UInt8) ENGINE = MergeTree ORDER BY a"))
        .isInstanceOf(ClickHouseException.class);
  }
}
