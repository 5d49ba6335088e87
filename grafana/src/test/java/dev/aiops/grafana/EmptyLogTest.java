/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every query runs on a log that has nothing yet, and no panel breaks. */
@ExtendWith(ClickHouseExtension.class)
class EmptyLogTest {

  private final TestDatabase database;

  EmptyLogTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void queries_ofAnEmptyLog_answerInTheirColumns() {
    List<String> broken = new ArrayList<>();
    for (Dashboard board : Dashboard.all()) {
      board.queries().forEach(query -> run(query, broken));
    }
    assertThat(broken).isEmpty();
  }

  private void run(PanelQuery query, List<String> broken) {
    String sql = Look.at(Instant.now(), Duration.ofDays(1)).sql(query);
    try {
      Columns.fit(query, Answer.of(database.read(), sql));
    } catch (RuntimeException | AssertionError e) {
      broken.add(query.place() + ": " + e.getMessage() + "\n" + sql);
    }
  }
}
