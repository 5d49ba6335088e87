/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Rows;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log to which nothing has come for long. */
@ExtendWith(ClickHouseExtension.class)
class SilenceTest {

  private final TestDatabase database;

  SilenceTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void ingestion_silent() {
    Rows.earlier(
        database,
        "otel_traces",
        2_000,
        () -> Rows.spans(database, Day.refusedAndUngoverned(Instant.now().minusSeconds(2_100))));
    AlertRule rule =
        AlertRule.all().stream()
            .filter(r -> r.get("title").equals("Ingestion silent"))
            .findFirst()
            .orElseThrow();
    assertThat(rule.firing(database.read())).hasSize(1);

    Rows.spans(database, List.of(Day.refusedAndUngoverned(Instant.now()).get(1)));
    assertThat(rule.firing(database.read())).isEmpty();
  }
}
