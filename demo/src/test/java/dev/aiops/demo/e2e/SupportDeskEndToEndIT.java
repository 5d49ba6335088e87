/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged support desk under the agent: what the log says of a morning's work against the
 * provider's own book.
 */
@ExtendWith(ClickHouseExtension.class)
class SupportDeskEndToEndIT {

  private static List<BilledCall> requests;
  private static Collection<List<BilledCall>> calls;
  private static long accountable;
  private static ForkedApp app;
  private static Log log;

  @BeforeAll
  static void work(TestDatabase database, @TempDir Path spool) throws IOException {
    log = new Log(database);
    try (ProviderSimulator provider =
            ProviderSimulator.builder().script(SupportDeskAloneIT.script()).start();
        ForkedApp desk = desk(database, spool, provider)) {
      app = desk;
      assertThat(desk.exitCode()).as(desk.output()).isZero();
      requests = provider.ledger().calls();
      calls = Ledger.logicalCalls(provider.ledger());
      accountable = provider.ledger().accountableNanoUsd();
    }
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") >= calls.size());
  }

  private static ForkedApp desk(TestDatabase database, Path spool, ProviderSimulator provider) {
    Agent agent = Agent.writingTo(database, spool.resolve("spool")).pricing(provider);
    return agent.on(SupportDeskApp.at(provider.baseUrl())).start();
  }

  @Test
  void output_isTheAppsOwn() {
    assertThat(app.linesWith("mail T-02: Dear Jonas")).hasSize(1);
    assertThat(app.linesWith("complaint T-07: Dear Elif")).hasSize(1);
    assertThat(app.linesWith("is left to a person")).hasSize(2);
    assertThat(Agent.complaints(app)).isEmpty();
    assertThat(app.output()).doesNotContainIgnoringCase("otlp").doesNotContain("Exception in");
  }

  @Test
  void eachCall_isThereOnce() {
    assertThat(log.number("SELECT count() FROM llm_calls")).isEqualTo(calls.size());
    assertThat(log.number("SELECT sum(Attempts) FROM llm_calls")).isEqualTo(requests.size());
  }

  @Test
  void eachRequest_costsWhatTheProviderBilled() {
    Map<String, Row> byHttpSpan = Ledger.callsByHttpSpan(log);
    assertThat(byHttpSpan).hasSize(requests.size());
    assertThat(requests)
        .filteredOn(BilledCall::accountable)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            request -> {
              Row call = byHttpSpan.get(Ledger.spanId(request));
              assertThat(call.nanoUsd("CostUsd")).isEqualTo(request.nanoUsd());
              assertThat(call.text("CostStatus")).isEqualTo("priced");
              assertThat(call.text("RunId")).isEqualTo(Ledger.runId(request));
              assertThat(call.text("ResponseModel")).isEqualTo(request.modelServed());
            });
  }

  @Test
  void pricedCalls_inEveryView_comeToTheProvidersBillToTheLastDigit() {
    assertThat(accountable).isPositive();
    assertThat(nanoUsd("llm_calls WHERE CostStatus = 'priced'")).isEqualTo(accountable);
    assertThat(nanoUsd("costs WHERE CostStatus = 'priced'")).isEqualTo(accountable);
    // the one estimated call is a run by itself
    assertThat(nanoUsd("runs WHERE EstimatedCalls = 0")).isEqualTo(accountable);
  }

  @Test
  void whatCannotBeKnown_isListedApartAndCounted() {
    assertThat(log.rows("SELECT * FROM llm_calls WHERE CostStatus = 'estimated'"))
        .singleElement()
        .satisfies(
            cut -> {
              assertThat(cut.text("RequestModel")).isEqualTo("gpt-4o-mini");
              assertThat(cut.text("Outcome")).isEqualTo("cut");
              assertThat(cut.nanoUsd("CostUsd")).isPositive();
            });
    assertThat(log.rows("SELECT * FROM llm_calls WHERE CostStatus = 'unpriced'"))
        .singleElement()
        .satisfies(
            own -> {
              assertThat(own.text("RequestModel")).isEqualTo("lumen-tone-7b");
              assertThat(own.isNull("CostUsd")).isTrue();
              assertThat(own.number("InputTokens")).isPositive();
            });
    assertThat(sums("sum(UnpricedCalls), sum(EstimatedCalls)", "runs")).isEqualTo("1\t1");
    assertThat(
            sums(
                "sumIf(Calls, CostStatus = 'unpriced'), sumIf(Calls, CostStatus = 'estimated')",
                "costs"))
        .isEqualTo("1\t1");
    assertThat(log.number("SELECT countIf(CostUsd IS NULL) FROM runs")).isEqualTo(1);
  }

  @Test
  void failedCalls_costNothingAndHaveNoCost() {
    long failed = calls.stream().filter(Ledger::failed).count();
    assertThat(log.rows("SELECT * FROM llm_calls WHERE CostStatus = 'unbilled'"))
        .hasSize(Math.toIntExact(failed))
        .allSatisfy(
            call -> {
              assertThat(call.isNull("CostUsd")).isTrue();
              assertThat(call.text("Outcome")).isEqualTo("error");
            });
    assertThat(sums("sum(Calls), sum(Errors)", "costs WHERE CostStatus = 'unbilled'"))
        .isEqualTo(failed + "\t" + failed);
  }

  @Test
  void retries_areThoseTheProviderSaw() {
    int retries = requests.size() - calls.size();
    assertThat(retries).isEqualTo(8);
    assertThat(log.number("SELECT sum(Retries) FROM runs")).isEqualTo(retries);
    assertThat(log.number("SELECT sum(Attempts) - sum(Calls) FROM costs")).isEqualTo(retries);
  }

  @Test
  void fallbacks_areTheCallsOfTheSecondModel_andNameTheFirst() {
    long failedFirst =
        calls.stream()
            .filter(Ledger::failed)
            .filter(call -> call.get(0).modelAsked().equals("gpt-5"))
            .count();
    assertThat(failedFirst).isEqualTo(3);
    assertThat(log.number("SELECT sum(Fallbacks) FROM runs")).isEqualTo(failedFirst);
    List<Row> fallbacks =
        log.rows(
            "SELECT *, FallbackFromSpanId IN (SELECT SpanId FROM llm_calls WHERE Failed = 1) AS"
                + " FromFailed FROM llm_calls WHERE FallbackFromSpanId != ''");
    assertThat(fallbacks)
        .hasSize(Math.toIntExact(failedFirst))
        .extracting(
            r -> r.text("RequestModel"),
            r -> r.text("FallbackFromModel"),
            r -> r.text("FallbackFromProvider"),
            r -> r.number("FromFailed"))
        .containsOnly(tuple("gpt-4o-mini", "gpt-5", "openai", 1L));
  }

  @Test
  void runs_areWhatTheDeskDid() {
    assertThat(log.rows("SELECT AgentName, Status, count() AS n FROM runs GROUP BY ALL"))
        .extracting(r -> r.text("AgentName"), r -> r.text("Status"), r -> r.number("n"))
        .containsExactlyInAnyOrder(
            tuple("SupportAgent", "ok", 6L),
            tuple("SupportAgent", "error", 1L),
            tuple("ChatAgent", "ok", 1L),
            // triage, outlines, letters, tone and digest are calls by themselves
            tuple("", "ok", 20L),
            tuple("", "error", 1L));
    Row mail = log.row("SELECT * FROM runs WHERE ConversationId = 'T-02'", "mail T-02");
    assertThat(mail.text("Input")).contains("The Moon pendant of order A-1002 arrived cracked");
    assertThat(mail.text("Output")).startsWith("Dear Jonas, we are sorry");
    assertThat(mail.number("ToolCalls")).isEqualTo(2);
    assertThat(mail.number("ModelCalls")).isEqualTo(3);
  }

  @Test
  void failedRun_namesTheSpanItFailedIn() {
    Row run = log.row("SELECT * FROM runs WHERE ConversationId = 'T-08'", "complaint T-08");
    assertThat(run.text("Status")).isEqualTo("error");
    List<Row> calls = log.callsOf(run.text("RunId"));
    assertThat(calls).hasSize(2);
    assertThat(run.text("FailingSpanId")).isEqualTo(calls.get(1).text("SpanId"));
    assertThat(run.text("ErrorType")).isEqualTo(calls.get(1).text("ErrorType"));
  }

  @Test
  void failedTool_isSeenWhileItsRunGoesOn() {
    Row tool = log.row("SELECT * FROM tool_calls WHERE Failed = 1", "the failed tool");
    assertThat(tool.text("ToolName")).isEqualTo("trackParcel");
    assertThat(tool.text("ErrorMessage")).contains("Snail Post does not answer");
    assertThat(tool.text("ConversationId")).isEqualTo("T-04");
    assertThat(log.run(tool.text("RunId")).text("Status")).isEqualTo("ok");
  }

  @Test
  void everyView_agreesWithTheSpans() {
    String spans =
        sums(
            "countIf(IsModelCall), sum(toDecimal64OrNull(SpanAttributes['aiops.cost.usd'], 9)),"
                + " sum(toUInt64OrNull(SpanAttributes['gen_ai.usage.input_tokens'])),"
                + " sum(toUInt64OrNull(SpanAttributes['gen_ai.usage.output_tokens'])),"
                + " sumIf(toUInt64OrNull(SpanAttributes['gen_ai.usage.cache_read.input_tokens']), 1),"
                + " sum(toUInt64OrNull(SpanAttributes['gen_ai.usage.reasoning.output_tokens']))",
            "otel_traces");
    String sums =
        ", sum(CostUsd), sum(InputTokens), sum(OutputTokens), sum(CacheReadTokens),"
            + " sum(ReasoningTokens)";
    assertThat(sums("count()" + sums, "llm_calls")).isEqualTo(spans);
    assertThat(sums("sum(Calls)" + sums, "costs")).isEqualTo(spans);
    assertThat(sums("sum(ModelCalls)" + sums, "runs")).isEqualTo(spans);
    assertThat(sums("sum(Spans), sum(ToolCalls)", "runs"))
        .isEqualTo(sums("count(), countIf(SpanName LIKE 'execute_tool %')", "otel_traces"));
    assertThat(log.number("SELECT count() FROM tool_calls"))
        .isEqualTo(log.number("SELECT sum(ToolCalls) FROM runs"));
  }

  private static String sums(String what, String view) {
    return log.text("SELECT " + what + " FROM " + view);
  }

  private static long nanoUsd(String view) {
    return log.row("SELECT sum(CostUsd) AS usd FROM " + view, view).nanoUsd("usd");
  }
}
