/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import java.util.List;
import java.util.Map;

/**
 * Brings a database to this build's schema. Each file is applied once and in order; a file that
 * failed is tried again by the next run. Two migrators at once do no harm.
 */
public final class Migrator {

  /** Makes the table anew, of the newest catalogue, however often it is run. */
  private static final String PRICE_BOOK = "0097_price_book.sql";

  private static final String ON_CLUSTER = " ON CLUSTER '{cluster}'";

  private static final String LEDGER =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations%s (
        Version UInt32 COMMENT 'number of the migration file',
        Name String COMMENT 'name of the migration file',
        Checksum String COMMENT 'SHA-256 of the file, lower hex',
        AppliedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'when it was applied'
      ) ENGINE = %s ORDER BY Version
      SETTINGS %sreplicated_deduplication_window = 1000
      COMMENT 'migrations applied to this database'
      """;

  private static final String RECORD =
      """
      INSERT INTO schema_migrations (Version, Name, Checksum) VALUES (%d, '%s', '%s')
      """;

  private final ClickHouse admin;
  private final Migrations migrations;
  private final String onCluster;
  private final String ledger;

  private Migrator(ClickHouse admin, Migrations migrations, String onCluster, String ledger) {
    this.admin = admin;
    this.migrations = migrations;
    this.onCluster = onCluster;
    this.ledger = ledger;
  }

  Migrator(ClickHouse admin, Migrations migrations) {
    this(admin, migrations, "", LEDGER.formatted("", "MergeTree", "non_"));
  }

  /** For a single server. The user must be {@code aiops_admin} or one that may as much. */
  public static Migrator unclustered(ClickHouse admin) {
    return new Migrator(admin, Migrations.unclustered());
  }

  /**
   * For a cluster whose servers have the macros {@code cluster}, {@code shard} and {@code replica}.
   * Untested: it needs a Keeper, which the embedded server has not.
   */
  public static Migrator clustered(ClickHouse admin) {
    String engine =
        "ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')";
    return new Migrator(
        admin, Migrations.clustered(), ON_CLUSTER, LEDGER.formatted(ON_CLUSTER, engine, ""));
  }

  /**
   * Creates the database where it is missing and applies what is not applied yet; returns the files
   * applied.
   */
  public List<String> migrate() {
    admin
        .withDatabase("default")
        .execute("CREATE DATABASE IF NOT EXISTS " + admin.database() + onCluster);
    admin.execute(ledger);
    Applied applied = Applied.in(admin);
    requireKnown(applied);
    List<Migration> open = migrations.ordered().stream().filter(m -> !applied.has(m)).toList();
    open.forEach(migration -> requireNext(migration, applied));
    open.forEach(this::apply);
    return open.stream().map(Migration::name).toList();
  }

  /**
   * Takes the newest catalogue of prices into force for calls that come in from now on without a
   * cost. The schema must be this build's.
   */
  public void takeNewestPrices() {
    migrations.ordered().stream()
        .filter(migration -> migration.name().equals(PRICE_BOOK))
        .forEach(migration -> admin.execute(migration.sqlIn(admin.database())));
  }

  /** The newest version this build carries. */
  public static int newestVersion() {
    return Migrations.unclustered().newest();
  }

  private void requireKnown(Applied applied) {
    if (applied.newest() > migrations.newest()) {
      throw new MigrationException(
          "database "
              + admin.database()
              + " has schema version "
              + applied.newest()
              + ", this build knows "
              + migrations.newest()
              + ": use the newer build that made it");
    }
  }

  private static void requireNext(Migration migration, Applied applied) {
    if (migration.version() < applied.newest()) {
      throw new MigrationException(
          "migration "
              + migration.name()
              + " has a number below version "
              + applied.newest()
              + ", which is applied: give it the next number");
    }
  }

  private void apply(Migration migration) {
    try {
      admin.execute(
          migration.sqlIn(admin.database()),
          Map.of("insert_deduplication_token", migration.name()));
      record(migration);
    } catch (ClickHouseException e) {
      throw new MigrationException(
          "migration "
              + migration.name()
              + " failed: "
              + e.getMessage()
              + " Those before it are applied; remove the cause and migrate again.",
          e);
    }
  }

  private void record(Migration migration) {
    admin.execute(
        RECORD.formatted(migration.version(), migration.name(), migration.checksum()),
        Map.of("async_insert", "0", "insert_deduplication_token", migration.name()));
  }
}
