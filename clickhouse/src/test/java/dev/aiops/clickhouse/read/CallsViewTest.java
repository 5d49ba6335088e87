/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class CallsViewTest {

  private final TestDatabase database;

  CallsViewTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    SeedSpan.insert(
        database.ingest(),
        chat("full")
            .resource("deployment.environment.name", "prod")
            .resource("aiops.team", "support")
            .resource("service.version", "9")
            .with("gen_ai.response.model", "gpt-5.1-2026-10-01")
            .with("gen_ai.request.stream", "true")
            .with("gen_ai.usage.input_tokens", "1000")
            .with("gen_ai.usage.output_tokens", "200")
            .with("gen_ai.usage.cache_read.input_tokens", "800")
            .with("gen_ai.usage.reasoning.output_tokens", "64")
            .with("gen_ai.response.finish_reasons", "[\"stop\",\"length\"]")
            .with("gen_ai.response.time_to_first_chunk", "0.125")
            .with("aiops.usage.source", "reported")
            .with("aiops.call.attempts", "2")
            .with("aiops.call.outcome", "ok"),
        chat("unpriced")
            .without("aiops.cost.usd")
            .with("aiops.cost.status", "unpriced")
            .with("aiops.cost.reason", "no such model"),
        chat("refused")
            .without("aiops.cost.usd")
            .without("aiops.cost.status")
            .failed("500", "oops")
            .with("aiops.call.outcome", "error"),
        chat("foreign").without("aiops.cost.usd").without("aiops.cost.status").scope("python"),
        chat("foreign-priced").without("aiops.cost.status").scope("python"),
        chat("foreign-failed")
            .without("aiops.cost.usd")
            .without("aiops.cost.status")
            .scope("python")
            .failed("Timeout", ""),
        SeedSpan.of("t", "tool")
            .start(Instant.now())
            .duration(Duration.ofMillis(12))
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", "lookup")
            .with("gen_ai.tool.call.id", "call_1")
            .failed("NotFound", "no order"),
        SeedSpan.of("t", "http").start(Instant.now()));
  }

  @Test
  void llmCall_everyColumn_isTyped() {
    assertThat(
            call(
                "Environment, Team, AgentVersion, Provider, RequestModel, ResponseModel, Streaming",
                "full"))
        .isEqualTo("prod\tsupport\t9\topenai\tgpt-5.1\tgpt-5.1-2026-10-01\t1");
    assertThat(
            call(
                "InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, ReasoningTokens, UsageSource",
                "full"))
        .isEqualTo("1000\t200\t800\t\\N\t64\treported");
    assertThat(
            call(
                "CostUsd, CostStatus, Attempts, Outcome, FinishReasons, TimeToFirstChunk, DurationMs",
                "full"))
        .isEqualTo("0.000123456\tpriced\t2\tok\t['stop','length']\t0.125\t100");
  }

  @Test
  void llmCall_unpriced_isNullWithItsReason() {
    assertThat(call("CostUsd, CostStatus, CostReason", "unpriced"))
        .isEqualTo("\\N\tunpriced\tno such model");
  }

  @Test
  void llmCall_answeredWithAnError_isUnbilled() {
    assertThat(call("CostUsd, CostStatus, Failed, ErrorType, ErrorMessage", "refused"))
        .isEqualTo("\\N\tunbilled\t1\t500\toops");
  }

  @Test
  void llmCall_ofAnotherLanguageWithoutCost_isUnpricedAndSaysSo() {
    assertThat(call("CostUsd, CostStatus, SentWithoutCost", "foreign"))
        .isEqualTo("\\N\tunpriced\t1");
  }

  @Test
  void llmCall_ofAnotherLanguageWithCost_isPriced() {
    assertThat(call("CostUsd, CostStatus, SentWithoutCost", "foreign-priced"))
        .isEqualTo("0.000123456\tpriced\t0");
  }

  @Test
  void llmCall_ofAnotherLanguageFailed_isUnbilled() {
    assertThat(call("CostStatus, Outcome", "foreign-failed")).isEqualTo("unbilled\terror");
  }

  @Test
  void llmCalls_areAllModelCallsAndNothingElse() {
    assertThat(database.ask("SELECT count(), sum(CostUsd) FROM llm_calls"))
        .isEqualTo("6\t0.000246912");
  }

  @Test
  void toolCall_isTyped() {
    assertThat(
            database.ask(
                "SELECT ToolName, ToolCallId, Failed, ErrorType, ErrorMessage, Outcome, DurationMs FROM tool_calls"))
        .isEqualTo("lookup\tcall_1\t1\tNotFound\tno order\terror\t12");
  }

  @Test
  void costs_agreeWithTheCalls() {
    assertThat(
            database.ask(
                "SELECT CostStatus, sum(c.Calls), sum(c.Errors), sum(c.CostUsd) FROM costs AS c GROUP BY CostStatus ORDER BY CostStatus"))
        .isEqualTo(
            """
            priced\t2\t0\t0.000246912
            unbilled\t2\t2\t\\N
            unpriced\t2\t0\t\\N""");
    assertThat(
            database.ask(
                "SELECT CostStatus, count(), sum(Failed), sum(CostUsd) FROM llm_calls GROUP BY CostStatus ORDER BY CostStatus"))
        .isEqualTo(
            database.ask(
                "SELECT CostStatus, sum(c.Calls), sum(c.Errors), sum(c.CostUsd) FROM costs AS c GROUP BY CostStatus ORDER BY CostStatus"));
  }

  private static SeedSpan chat(String id) {
    return SeedSpan.chat("t", id, "gpt-5.1", "0.000123456").start(Instant.now());
  }

  private String call(String columns, String id) {
    return database.ask("SELECT " + columns + " FROM llm_calls WHERE SpanId = '" + id + "'");
  }
}
