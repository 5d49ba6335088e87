/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Look;
import java.time.Duration;
import java.time.Instant;
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
    Look look = Look.at(Instant.now(), Duration.ofDays(1));
    assertThat(new Broken(database.read()).by(look)).isEmpty();
  }
}
