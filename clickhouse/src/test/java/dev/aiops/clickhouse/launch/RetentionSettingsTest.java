/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.keep.Retention;
import dev.aiops.clickhouse.keep.Retention.Table;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ClickHouseExtension.class)
class RetentionSettingsTest {

  private final TestDatabase database;

  RetentionSettingsTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void migrate_settings_areMadeSo_andWhatIsNotSetStays(@TempDir Path folder) {
    int logs = kept(Table.LOGS);
    Commands admin =
        commands(folder, Map.of("AIOPS_RETENTION_SPANS", "90", "AIOPS_RETENTION_CONTENT", "0"));

    assertThat(admin.done("migrate"))
        .contains("otel_traces is kept for 90 days.", "message_content is kept for ever.")
        .doesNotContain("otel_logs");
    assertThat(kept(Table.SPANS)).isEqualTo(90);
    assertThat(kept(Table.CONTENT)).isZero();
    assertThat(kept(Table.LOGS)).isEqualTo(logs);
    assertThat(admin.done("migrate")).doesNotContain("is kept");
  }

  @Test
  void migrate_mistakes_areAllTold_andNothingIsDone(@TempDir Path folder) {
    int spans = kept(Table.SPANS);
    assertThat(
            commands(folder, Map.of("AIOPS_RETENTION_SPANS", "5", "AIOPS_RETENTION_LOGS", "a week"))
                .refused("migrate"))
        .contains("AIOPS_RETENTION_LOGS: must be a number of days (0: for ever), got 'a week'");
    assertThat(kept(Table.SPANS)).isEqualTo(spans);
  }

  @Test
  void from_everyMistake_isTold() {
    assertThatThrownBy(
            () ->
                RetentionSettings.from(
                    Map.of(
                        "AIOPS_RETENTION_SPAN", "9",
                        "AIOPS_RETENTION_SPANS", "1",
                        "AIOPS_RETENTION_RUNS", "-2")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("AIOPS_RETENTION_SPAN is no setting: there are AIOPS_RETENTION_SPANS")
        .hasMessageContaining("AIOPS_RETENTION_SPANS: retention of SPANS must be at least 2 days")
        .hasMessageContaining("AIOPS_RETENTION_RUNS: retention of RUNS must be >= 0 days");
  }

  @Test
  void from_empty_isNotSet() {
    assertThat(RetentionSettings.from(Map.of("AIOPS_RETENTION_SPANS", " ")).asked()).isEmpty();
  }

  private int kept(Table table) {
    return Retention.of(table, database.read()).days();
  }

  private Commands commands(Path folder, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("AIOPS_CLICKHOUSE_URL", database.url().toString());
    environment.put("AIOPS_CLICKHOUSE_DATABASE", database.database());
    environment.put("AIOPS_CLICKHOUSE_USER", Users.ADMIN);
    environment.put("AIOPS_CLICKHOUSE_PASSWORD", database.admin().password());
    return new Commands(new State(folder, environment), InstantSource.system());
  }
}
