/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class MigratorTest {

  private static final Migration A = table("0001_a.sql", "a");
  private static final Migration B = table("0002_b.sql", "b");
  private static final Migration BROKEN =
      Migration.of("0002_b.sql", "CREATE TABLE IF NOT EXISTS b (x NoSuchType) ENGINE = Memory");
  private static final Migration C = table("0003_c.sql", "c");

  private final ClickHouse admin;

  MigratorTest(TestDatabase database) {
    this.admin = database.admin();
  }

  @BeforeEach
  void noDatabase() {
    admin.withDatabase("default").execute("DROP DATABASE IF EXISTS " + admin.database() + " SYNC");
  }

  @Test
  void migrate_fresh_appliesAllInOrder() {
    assertThat(migrate(B, A)).containsExactly("0001_a.sql", "0002_b.sql");
    assertThat(
            admin.ask(
                "SELECT Version, Name, length(Checksum) FROM schema_migrations ORDER BY Version"))
        .isEqualTo("1\t0001_a.sql\t64\n2\t0002_b.sql\t64");
    assertThat(tables()).isEqualTo("a,b");
  }

  @Test
  void migrate_again_appliesNothing() {
    migrate(A, B);
    assertThat(migrate(A, B)).isEmpty();
    assertThat(admin.ask("SELECT count() FROM schema_migrations")).isEqualTo("2");
  }

  @Test
  void migrate_newFile_appliesJustIt() {
    migrate(A);
    assertThat(migrate(A, B)).containsExactly("0002_b.sql");
  }

  @Test
  void migrate_changedFile_namesTheRemedy() {
    migrate(A, B);
    Migration changed = Migration.of("0001_a.sql", A.sql() + " -- a thought");
    assertThatThrownBy(() -> migrate(changed, B))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migration 0001_a.sql was changed after it was applied")
        .hasMessageContaining("put the change into a new one");
  }

  @Test
  void migrate_failingFile_keepsThoseBeforeAndGoesOnWhenMended() {
    assertThatThrownBy(() -> migrate(A, BROKEN, C))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migration 0002_b.sql failed")
        .hasMessageContaining("NoSuchType")
        .hasMessageContaining("migrate again");
    assertThat(tables()).isEqualTo("a");

    assertThat(migrate(A, B, C)).containsExactly("0002_b.sql", "0003_c.sql");
  }

  @Test
  void migrate_killedBetweenStatementAndRecord_appliesItAgain() {
    migrate(A);
    admin.execute(B.sql());
    assertThat(migrate(A, B)).containsExactly("0002_b.sql");
  }

  @Test
  void migrate_databaseOfANewerBuild_refuses() {
    migrate(A, B, C);
    assertThatThrownBy(() -> migrate(A, B))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("has schema version 3, this build knows 2: use the newer build");
  }

  @Test
  void migrate_numberBelowTheNewestApplied_refuses() {
    migrate(A, C);
    assertThatThrownBy(() -> migrate(A, B, C))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "0002_b.sql has a number below version 3, which is applied: give it the next number");
  }

  @Test
  void migrate_twoAtOnce_recordsEachOnce() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Callable<List<String>> migration = () -> migrate(A, B, C);
      for (Future<List<String>> done : both.invokeAll(List.of(migration, migration))) {
        done.get();
      }
    } finally {
      both.shutdown();
    }
    assertThat(admin.ask("SELECT count(), uniqExact(Version) FROM schema_migrations"))
        .isEqualTo("3\t3");
  }

  @Test
  void migrations_oneNumberTwice_refuses() {
    assertThatThrownBy(() -> new Migrations(List.of(B, BROKEN)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("have one number");
  }

  @Test
  void migration_nameWithoutNumber_refuses() {
    assertThatThrownBy(() -> Migration.of("runs.sql", "SELECT 1"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("must be named as 0001_what_it_makes.sql, got runs.sql");
  }

  private List<String> migrate(Migration... migrations) {
    return new Migrator(admin, new Migrations(List.of(migrations))).migrate();
  }

  private String tables() {
    return admin.ask(
        "SELECT arrayStringConcat(arraySort(groupArray(name)), ',') FROM system.tables WHERE database = currentDatabase() AND name != 'schema_migrations'");
  }

  private static Migration table(String file, String name) {
    return Migration.of(
        file, "CREATE TABLE IF NOT EXISTS " + name + " (x UInt8) ENGINE = MergeTree ORDER BY x");
  }
}
