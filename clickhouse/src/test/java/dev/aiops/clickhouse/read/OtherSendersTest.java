/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.clickhouse.read.CollectorInsert.Sent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Spans as OpenTelemetry's instrumentations for Python write them, inserted by the Collector's
 * statement: they are runs and calls, priced by the catalogue.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherSendersTest {

  private static final String AGENT = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String ALONE = "5bf92f3577b34da6a3ce929d0e0e4736";

  private final Instant start = Instant.now().minusSeconds(60);
  private final TestDatabase database;

  OtherSendersTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void insert() throws SQLException {
    CollectorInsert.into(
        database.ingest(),
        start,
        List.of(
            agent(),
            openai(),
            anthropic(),
            tool(),
            late(),
            vertex("vertex-old", Map.of("gen_ai.system", "vertex_ai")),
            vertex(
                "vertex-new",
                Map.of(
                    "server.address",
                    "us-central1-aiplatform.googleapis.com",
                    "server.port",
                    "443")),
            langchain()));
  }

  /** It says the tokens of its calls once more, and a model. */
  private static Sent agent() {
    return span("agent", "", "invoke_agent pricer", "Internal", "opentelemetry.util.genai.handler")
        .with(
            Map.of(
                "gen_ai.operation.name", "invoke_agent",
                "gen_ai.provider.name", "openai",
                "gen_ai.agent.name", "pricer",
                "gen_ai.agent.version", "7",
                "gen_ai.request.model", "gpt-4o-mini",
                "gen_ai.conversation.id", "c-1",
                "gen_ai.usage.input_tokens", "101000",
                "gen_ai.usage.output_tokens", "2200",
                "gen_ai.usage.cache_creation.input_tokens", "40000",
                "gen_ai.usage.cache_read.input_tokens", "30000"));
  }

  /** As openai-v2 writes it when nobody has opted in to the newer names. */
  private static Sent openai() {
    return span(
            "openai",
            "agent",
            "chat gpt-4o-mini",
            "Client",
            "opentelemetry.instrumentation.openai_v2")
        .with(
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.system", "openai",
                "gen_ai.request.model", "gpt-4o-mini",
                "gen_ai.response.model", "gpt-4o-mini",
                "gen_ai.response.id", "chatcmpl-1",
                "gen_ai.response.finish_reasons", "[\"tool_calls\"]",
                "gen_ai.usage.input_tokens", "1000",
                "gen_ai.usage.output_tokens", "200",
                "server.address", "api.openai.com"));
  }

  /** Its input tokens contain those of both caches. */
  private static Sent anthropic() {
    return span(
            "anthropic",
            "agent",
            "chat claude-sonnet-4-5",
            "Client",
            "opentelemetry.instrumentation.anthropic")
        .with(
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", "anthropic",
                "gen_ai.system", "anthropic",
                "gen_ai.request.model", "claude-sonnet-4-5",
                "gen_ai.response.model", "claude-sonnet-4-5",
                "gen_ai.usage.input_tokens", "100000",
                "gen_ai.usage.output_tokens", "2000",
                "gen_ai.usage.cache_creation.input_tokens", "40000",
                "gen_ai.usage.cache_read.input_tokens", "30000",
                "server.address", "api.anthropic.com"));
  }

  private static Sent tool() {
    return span(
            "tool",
            "agent",
            "execute_tool lookup_price",
            "Internal",
            "opentelemetry.util.genai.handler")
        .with(
            Map.of(
                "gen_ai.operation.name", "execute_tool",
                "gen_ai.tool.name", "lookup_price",
                "gen_ai.tool.call.id", "call_1",
                "gen_ai.tool.type", "function"));
  }

  private static Sent late() {
    return span(
            "late",
            "agent",
            "chat gpt-4o-mini",
            "Client",
            "opentelemetry.instrumentation.openai_v2")
        .failed(
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.system", "openai",
                "gen_ai.request.model", "gpt-4o-mini",
                "server.address", "api.openai.com",
                "error.type", "APITimeoutError"));
  }

  /** With the newer names it says no provider at all; its host does. */
  private static Sent vertex(String id, Map<String, String> who) {
    Map<String, String> attributes = new HashMap<>(who);
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.request.model", "gemini-2.5-flash");
    attributes.put("gen_ai.response.model", "gemini-2.5-flash");
    attributes.put("gen_ai.usage.input_tokens", "1000");
    attributes.put("gen_ai.usage.output_tokens", "100");
    return span(
            id,
            "agent",
            "chat gemini-2.5-flash",
            "Client",
            "opentelemetry.instrumentation.vertexai")
        .with(attributes);
  }

  /** In a trace of its own: no agent's span is above it. */
  private static Sent langchain() {
    return new Sent(
        ALONE,
        "langchain",
        "",
        "chat gpt-4o-mini",
        "Client",
        "opentelemetry.util.genai.handler",
        "Unset",
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "openai",
            "gen_ai.request.model", "gpt-4o-mini",
            "gen_ai.response.model", "gpt-4o-mini",
            "gen_ai.usage.input_tokens", "10",
            "gen_ai.usage.output_tokens", "1"));
  }

  private static Builder span(String id, String parent, String name, String kind, String scope) {
    return new Builder(id, parent, name, kind, scope);
  }

  private record Builder(String id, String parent, String name, String kind, String scope) {

    Sent with(Map<String, String> attributes) {
      return new Sent(AGENT, id, parent, name, kind, scope, "Unset", attributes);
    }

    Sent failed(Map<String, String> attributes) {
      return new Sent(AGENT, id, parent, name, kind, scope, "Error", attributes);
    }
  }

  @Test
  void statement_ofTheCollector_keepsEventsAndLinks() {
    assertThat(
            database.ask(
                "SELECT Events.Name, Events.Attributes, Links.SpanId, Links.Attributes, Duration, StatusMessage, SpanKind,"
                    + " toUnixTimestamp64Milli(Timestamp) FROM otel_traces WHERE SpanId = 'late'"))
        .isEqualTo(
            "['exception']\t[{'exception.type':'APITimeoutError'}]\t['00f067aa0ba902b7']\t[{}]\t1500000000\tit\\'s \"late\"\tClient\t"
                + start.plusMillis(4).toEpochMilli());
  }

  @Test
  void call_ofOpenai_underTheOlderName_isPriced() {
    // 1000 x 0.15 and 200 x 0.60 USD per million
    assertThat(call("openai")).isEqualTo("openai\tpriced\t0.00027\t1000\t200\t\\N");
  }

  @Test
  void call_ofAnthropic_cacheTokensAreBilledAsSuch() {
    // 30000 x 3, 40000 x 3.75, 30000 x 0.30 and 2000 x 15 USD per million
    assertThat(call("anthropic")).isEqualTo("anthropic\tpriced\t0.279\t100000\t2000\t40000");
  }

  @Test
  void call_ofVertex_byNameOrByHost_isPriced() {
    // 1000 x 0.30 and 100 x 2.50 USD per million
    assertThat(call("vertex-old")).isEqualTo("vertex_ai\tpriced\t0.00055\t1000\t100\t\\N");
    assertThat(call("vertex-new")).isEqualTo("\tpriced\t0.00055\t1000\t100\t\\N");
  }

  @Test
  void call_thatFailed_isUnbilled() {
    assertThat(call("late")).isEqualTo("openai\tunbilled\t\\N\t\\N\t\\N\t\\N");
  }

  private String call(String span) {
    return database.ask(
        "SELECT Provider, CostStatus, CostUsd, InputTokens, OutputTokens, CacheWriteTokens FROM llm_calls WHERE SpanId = '"
            + span
            + "'");
  }

  @Test
  void run_ofAnAgent_sumsItsCallsOnce() {
    assertThat(
            database.ask(
                "SELECT AgentName, AgentVersion, ServiceName, Environment, ConversationId, Status, ModelCalls, ToolCalls, FailedSpans,"
                    + " InputTokens, OutputTokens, CostUsd, UnpricedCalls FROM runs WHERE RunId = '"
                    + AGENT
                    + "'"))
        .isEqualTo("pricer\t7\tquotes\tprod\tc-1\tok\t5\t1\t1\t103000\t2400\t0.28037\t0");
  }

  @Test
  void run_ofOneCallAlone_isItsTrace() {
    assertThat(
            database.ask(
                "SELECT Status, ModelCalls, CostUsd, Models FROM runs WHERE RunId = '"
                    + ALONE
                    + "'"))
        .isEqualTo("ok\t1\t0.0000021\t['gpt-4o-mini']");
  }

  @Test
  void costs_haveThemAll() {
    assertThat(
            database.ask(
                "SELECT sum(CostUsd), sum(Calls), sumIf(Errors, CostStatus = 'unbilled') FROM costs"))
        .isEqualTo("0.2803721\t6\t1");
  }
}
