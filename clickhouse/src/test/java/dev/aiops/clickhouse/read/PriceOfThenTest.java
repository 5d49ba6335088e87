/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.migrate.Migrator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class PriceOfThenTest {

  private final TestDatabase database;

  PriceOfThenTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void price_isThatOfTheCatalogueThatHeldWhenTheCallCameIn() {
    insert("before");
    loadDearer();
    insert("between");
    Migrator.unclustered(database.admin()).takeNewestPrices();
    insert("after");

    assertThat(database.ask("SELECT SpanId, CostUsd, CostCatalogue FROM llm_calls ORDER BY SpanId"))
        .isEqualTo(
            """
            after\t2.1\tdearer
            before\t0.00014\tgenai-prices-0.1.8
            between\t0.00014\tgenai-prices-0.1.8""");
    assertThat(database.ask("SELECT sum(CostUsd) FROM costs")).isEqualTo("2.10028");
    assertThat(database.ask("SELECT sum(CostUsd) FROM runs")).isEqualTo("2.10028");
  }

  /** A thousandth of a dollar for a token. */
  private void loadDearer() {
    database.execute(
        """
        INSERT INTO prices (Catalogue, Provider, Model, PricedAs, Offers, LoadedAt)
        SELECT 'dearer', Provider, Model, PricedAs,
          [(0, 0, 0, 'priced', [('input_tokens', [1], [], [], [], [1000000], [1]), ('output_tokens', [2], [], [], [], [1000000], [1])])],
          now64(3, 'UTC') + 1
        FROM prices WHERE Model = 'gpt-5-nano'""");
    database.execute(
        """
        INSERT INTO price_providers (Catalogue, Kind, Pattern, Provider, Priority)
        SELECT 'dearer', Kind, Pattern, Provider, Priority FROM price_providers""");
  }

  private void insert(String id) {
    SeedSpan.insert(
        database.ingest(),
        SeedSpan.chat("t", id, "gpt-5-nano", "")
            .scope("opentelemetry.instrumentation.openai_v2")
            .without("aiops.cost.usd")
            .without("aiops.cost.status")
            .start(Instant.now())
            .with("gen_ai.usage.input_tokens", "2000")
            .with("gen_ai.usage.output_tokens", "100"));
  }
}
