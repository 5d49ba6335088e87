/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The clustered variant cannot run here, as it needs a Keeper. So its files are compared with their
 * twins: after what makes them clustered is taken out, they must be the same statements. {@link
 * TwoShardsTest} runs what is left without the replicas.
 */
@ExtendWith(ClickHouseExtension.class)
class ClusteredTest {

  private static final Pattern LOCAL = Pattern.compile("^CREATE TABLE IF NOT EXISTS (\\w+)_local ");
  private static final Pattern ONE_SHARD =
      Pattern.compile(
          "^CREATE TABLE IF NOT EXISTS (\\w+?)(?:_local)? (?s:.*)'/clickhouse/tables/\\{shard}/");
  private static final Pattern DISTRIBUTED =
      Pattern.compile(
          "^CREATE TABLE IF NOT EXISTS (\\w+) (?s:.*)AS \\1_local\nENGINE = Distributed\\('\\{cluster}', '\\$\\{database}', '\\1_local', ");
  private static final Pattern ALTERED = Pattern.compile("^ALTER TABLE (\\w+) ");

  @Test
  void files_areTheSameTwins() {
    assertThat(names(twins())).isEqualTo(names(Migrations.unclustered().ordered()));
  }

  @Test
  void statements_saveForTheCluster_areTheSame() {
    List<Migration> clustered = twins();
    List<Migration> unclustered = Migrations.unclustered().ordered();
    for (int i = 0; i < clustered.size(); i++) {
      assertThat(withoutCluster(clustered.get(i).sql()))
          .as(clustered.get(i).name())
          .isEqualTo(unclustered.get(i).sql());
    }
  }

  /** A table whose rows are spread has the name of its twin for all shards, and its own for one. */
  @Test
  void tables_ofOneShard_areLocal_andHaveADistributedOne() {
    List<String> local = made(Migrations.clustered().ordered(), LOCAL);
    assertThat(made(Migrations.clustered().ordered(), ONE_SHARD)).isEqualTo(local);
    assertThat(made(distributed(), DISTRIBUTED)).isEqualTo(local);
    assertThat(local).containsExactlyElementsOf(Users.INGEST_TABLES);
  }

  @Test
  void columns_areChangedWhereTheyAre() {
    assertThat(twins())
        .noneMatch(
            migration -> {
              Matcher matcher = ALTERED.matcher(migration.sql());
              return matcher.find() && Users.INGEST_TABLES.contains(matcher.group(1));
            });
  }

  @Test
  void clustered_everyTable_isReplicatedAndOnTheCluster() {
    for (Migration migration : clusteredWithoutRows()) {
      assertThat(migration.sql())
          .as(migration.name())
          .contains(" ON CLUSTER '{cluster}'")
          .doesNotContain("non_replicated_");
      if (migration.sql().startsWith("CREATE TABLE") && !isDistributed(migration)) {
        assertThat(migration.sql()).contains("ENGINE = ReplicatedMergeTree");
      }
    }
  }

  /** Parses as ClickHouse would; nothing is executed. */
  @Test
  void clustered_everyStatement_parses(TestDatabase database) {
    ClickHouse admin = database.admin();
    for (Migration migration : clusteredWithoutRows()) {
      if (!migration.sql().contains("{since:")) {
        assertThat(admin.ask("EXPLAIN AST " + migration.sql())).as(migration.name()).isNotEmpty();
      }
    }
  }

  private static String withoutCluster(String sql) {
    return withoutReplicas(sql)
        .replaceFirst("^(CREATE TABLE IF NOT EXISTS|ALTER TABLE) (\\w+)_local\\b", "$1 $2");
  }

  /** What a server without a Keeper can run. */
  static String withoutReplicas(String sql) {
    return sql.replace(" ON CLUSTER '{cluster}'", "")
        .replace(
            "ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')",
            "MergeTree")
        .replace(
            "ReplicatedMergeTree('/clickhouse/tables/{database}/{table}', '{shard}-{replica}')",
            "MergeTree")
        .replaceAll(
            "replicated_deduplication_window = (\\d+), replicated_deduplication_window_seconds = 604800",
            "non_replicated_deduplication_window = $1");
  }

  /** Rows are for every server by replication: the tables they go to have no shards. */
  private static List<Migration> clusteredWithoutRows() {
    return Migrations.clustered().ordered().stream()
        .filter(migration -> !migration.sql().startsWith("INSERT"))
        .toList();
  }

  private static List<Migration> twins() {
    return Migrations.clustered().ordered().stream().filter(m -> !isDistributed(m)).toList();
  }

  private static List<Migration> distributed() {
    return Migrations.clustered().ordered().stream().filter(ClusteredTest::isDistributed).toList();
  }

  private static boolean isDistributed(Migration migration) {
    return migration.name().endsWith("_distributed.sql");
  }

  private static List<String> made(List<Migration> migrations, Pattern table) {
    return migrations.stream()
        .map(migration -> table.matcher(migration.sql()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private static List<String> names(List<Migration> migrations) {
    return migrations.stream().map(Migration::name).toList();
  }
}
