/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The clustered variant cannot run here, as it needs a Keeper. So its files are compared with their
 * twins: after what makes them clustered is taken out, they must be the same statements.
 */
@ExtendWith(ClickHouseExtension.class)
class ClusteredTest {

  @Test
  void files_areTheSameTwins() {
    assertThat(names(Migrations.clustered())).isEqualTo(names(Migrations.unclustered()));
  }

  @Test
  void statements_saveForTheCluster_areTheSame() {
    List<Migration> clustered = Migrations.clustered().ordered();
    List<Migration> unclustered = Migrations.unclustered().ordered();
    for (int i = 0; i < clustered.size(); i++) {
      assertThat(withoutCluster(clustered.get(i).sql()))
          .as(clustered.get(i).name())
          .isEqualTo(unclustered.get(i).sql());
    }
  }

  @Test
  void clustered_everyTable_isReplicatedAndOnTheCluster() {
    for (Migration migration : clusteredWithoutRows()) {
      assertThat(migration.sql())
          .as(migration.name())
          .contains(" ON CLUSTER '{cluster}'")
          .doesNotContain("non_replicated_");
      if (migration.sql().startsWith("CREATE TABLE")) {
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

  private static List<String> names(Migrations migrations) {
    return migrations.ordered().stream().map(Migration::name).toList();
  }
}
