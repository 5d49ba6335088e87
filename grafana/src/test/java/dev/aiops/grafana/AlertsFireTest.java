/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.seed.Calm;
import dev.aiops.grafana.seed.Day;
import dev.aiops.grafana.seed.Rows;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each alert fires for what it is there for, in a week that was calm until now. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsFireTest {

  private final TestDatabase database;

  AlertsFireTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void seed() {
    Calm calm = new Calm(database);
    calm.week();
    calm.thenEverythingBreaks();
    Rows.spans(database, Day.refusedAndUngoverned(calm.now().minusSeconds(60)));
  }

  @Test
  void cap_nearlyReached() {
    assertThat(firing("Cap nearly reached")).singleElement().asString().contains("support", "0.9");
  }

  @Test
  void cap_reached() {
    assertThat(firing("Cap reached")).containsExactly("[\"support\", 1]");
  }

  @Test
  void forecast_overTheCap() {
    assertThat(firing("Forecast over the cap")).singleElement().asString().contains("support");
  }

  @Test
  void cost_spike() {
    assertThat(firing("Cost spike")).singleElement().asString().contains("desk");
  }

  @Test
  void failure_share() {
    assertThat(firing("Failure share")).singleElement().asString().contains("desk", "shop");
  }

  @Test
  void failure_ofANewKind() {
    assertThat(firing("New kind of failure"))
        .containsExactly(
            "[\"java.lang.OutOfMemoryError\", \"the agent itself\", \"desk\", \"1.0\", 12]");
  }

  @Test
  void runs_lost() {
    assertThat(firing("Lost runs")).containsExactly("[\"desk\", \"shop\", 1]");
  }

  @Test
  void approval_waitsTooLong() {
    assertThat(firing("Approval waits too long"))
        .singleElement()
        .asString()
        .contains("desk", "refund", "large-refund");
  }

  @Test
  void scores_becameWorse() {
    assertThat(firing("Eval regression")).containsExactly("[\"solved\", \"desk\", 1]");
  }

  @Test
  void model_unpriced() {
    assertThat(firing("Unpriced model in use"))
        .containsExactly(
            "[\"openai\", \"homegrown\", \"no model of that name in the price list\", 1]");
  }

  @Test
  void ingestion_lags() {
    assertThat(firing("Ingestion lag")).isNotEmpty();
  }

  @Test
  void controlLog_broken() {
    assertThat(firing("Control log broken")).containsExactly("[1]");
  }

  private List<String> firing(String title) {
    return AlertRule.of(title).firing(database.read()).stream()
        .map(row -> row.replace("\",\"", "\", \""))
        .toList();
  }
}
