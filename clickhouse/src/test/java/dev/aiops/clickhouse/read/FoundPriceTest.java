/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prices that are looked up as calls come in; {@code PriceTableTest} compares them with Java's. */
@ExtendWith(ClickHouseExtension.class)
class FoundPriceTest {

  private static final String COLUMNS =
      "SELECT SpanId, CostUsd, CostStatus, CostReason, CostCatalogue FROM ";

  private final TestDatabase database;

  FoundPriceTest(TestDatabase database) {
    this.database = database;
  }

  /** The view finds it in steps, by the catalogue that holds now, which is still the same. */
  @Test
  void price_isWhatTheViewOfStepsSays() {
    SeedSpan.insert(
        database.ingest(),
        call("whole", "2000", "100"),
        call("no-usage", "", ""),
        call("half", "10", ""),
        call("too-much", "2000000000000000", "1"),
        call("failed-unbilled", "", "").failed("429", "slow down"),
        call("failed-billed", "10", "2").failed("500", "oops"),
        call("nobody", "1", "1").with("gen_ai.provider.name", "nobody"),
        call("elsewhere", "1", "1").with("server.address", "models.internal"),
        call("host", "1", "1")
            .with("server.address", "API.openai.com")
            .with("gen_ai.provider.name", "x"),
        call("unknown", "1", "1").with("gen_ai.response.model", "no-such-model"),
        call("estimate", "1", "1").with("aiops.usage.source", "estimated"));
    String found = database.ask(COLUMNS + "llm_calls WHERE SentWithoutCost ORDER BY SpanId");
    assertThat(found.lines()).hasSize(11);
    assertThat(found).contains("whole\t0.00014\tpriced").contains("no-usage\t\\N\tunpriced");
    assertThat(found).isEqualTo(database.ask(COLUMNS + "model_calls_priced ORDER BY SpanId"));
  }

  @Test
  void price_ofACallWithACost_isNotLookedUp() {
    SeedSpan.insert(
        database.ingest(), SeedSpan.chat("t", "own", "gpt-5-nano", "7").start(Instant.now()));
    assertThat(
            database.ask(
                "SELECT FoundPrice.CostUsd, FoundPrice.CostStatus FROM otel_traces WHERE SpanId = 'own'"))
        .isEqualTo("\\N\t");
  }

  private static SeedSpan call(String id, String input, String output) {
    return SeedSpan.chat("t", id, "gpt-5-nano", "")
        .scope("opentelemetry.instrumentation.openai_v2")
        .without("aiops.cost.usd")
        .without("aiops.cost.status")
        .start(Instant.now())
        .with("gen_ai.usage.input_tokens", input)
        .with("gen_ai.usage.output_tokens", output);
  }
}
