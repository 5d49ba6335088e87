/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Users;
import dev.aiops.grafana.query.AlertRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Collector's configuration has keys that its documentation knows: those of the ClickHouse
 * exporter's config.schema.yaml and README and of exporterhelper, at version 0.161.0.
 */
class CollectorTest {

  private static final Set<String> EXPORTER =
      Set.of(
          "endpoint",
          "database",
          "username",
          "password",
          "create_schema",
          "traces_table_name",
          "logs_table_name",
          "async_insert",
          "compress",
          "timeout",
          "sending_queue",
          "retry_on_failure");
  private static final Set<String> QUEUE =
      Set.of("enabled", "num_consumers", "queue_size", "sizer", "batch");
  private static final Set<String> BATCH = Set.of("flush_timeout", "min_size", "max_size", "sizer");
  private static final Set<String> RETRY =
      Set.of("enabled", "initial_interval", "max_interval", "max_elapsed_time");

  private final Map<?, ?> config =
      (Map<?, ?>) AlertRule.load(ComposeFile.ROOT.resolve("docker/collector/config.yaml"));
  private final Map<?, ?> exporter = at(config, "exporters", "clickhouse");

  @Test
  void exporter_hasKeysThatItKnows() {
    assertThat(keys(exporter)).isSubsetOf(EXPORTER);
    assertThat(keys(at(exporter, "sending_queue"))).isSubsetOf(QUEUE);
    assertThat(keys(at(exporter, "sending_queue", "batch"))).isSubsetOf(BATCH);
    assertThat(keys(at(exporter, "retry_on_failure"))).isSubsetOf(RETRY);
  }

  @Test
  void exporter_writesIntoOurTables_andMakesNone() {
    assertThat(exporter.get("create_schema")).isEqualTo(false);
    assertThat(exporter.get("username")).isEqualTo(Users.INGEST);
    assertThat(Users.INGEST_TABLES)
        .contains(
            String.valueOf(exporter.get("traces_table_name")),
            String.valueOf(exporter.get("logs_table_name")));
  }

  @Test
  void exporter_isToldByTheComposeFile() {
    assertThat(ComposeFile.read().service("collector").environment().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("endpoint", "password")
                .map(key -> String.valueOf(exporter.get(key)).replaceAll("\\$\\{env:(.*)}", "$1"))
                .toList());
  }

  @Test
  void pipelines_nameOnlyWhatIsConfigured() {
    at(config, "service", "pipelines")
        .values()
        .forEach(
            pipeline ->
                ((Map<?, ?>) pipeline)
                    .forEach(
                        (kind, names) ->
                            assertThat(keys(at(config, String.valueOf(kind))))
                                .containsAll(
                                    ((List<?>) names).stream().map(String::valueOf).toList())));
  }

  private static Map<?, ?> at(Map<?, ?> map, String... path) {
    Map<?, ?> here = map;
    for (String key : path) {
      here = (Map<?, ?>) here.get(key);
    }
    return here;
  }

  private static List<String> keys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }
}
