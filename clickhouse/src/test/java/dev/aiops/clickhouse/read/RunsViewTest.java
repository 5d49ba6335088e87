/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedEvent;
import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class RunsViewTest {

  private final Instant start = Instant.now().minus(Duration.ofMinutes(10));

  private final TestDatabase database;

  RunsViewTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void run_withEventsAndSpans_isWhole() {
    String run = "whole";
    event(SeedEvent.of(run, start, "started", "running").with(whole()));
    event(SeedEvent.of(run, start.plusSeconds(15), "heartbeat", "running"));
    insert(
        span(run, "r")
            .root()
            .name("invoke_agent desk")
            .with("gen_ai.operation.name", "invoke_agent")
            .duration(Duration.ofSeconds(20)),
        chat(run, "c1", "gpt-5.1", "0.000000001")
            .parent("r")
            .with("gen_ai.usage.input_tokens", "100")
            .with("gen_ai.usage.output_tokens", "10")
            .with("aiops.call.attempts", "3"),
        chat(run, "c2", "gpt-5-mini", "1.5")
            .parent("r")
            .with("aiops.fallback.from.span_id", "c1")
            .with("gen_ai.usage.input_tokens", "5"),
        span(run, "x")
            .parent("r")
            .with("gen_ai.operation.name", "execute_tool")
            .with("gen_ai.tool.name", "lookup"));
    event(
        SeedEvent.of(run, start.plusSeconds(20), "ended", "ok").with(Map.of("Output", "shipped")));

    assertThat(
            ask(
                "Status, ServiceName, Environment, Team, AgentName, AgentVersion, UserId, ConversationId, TraceId, RootSpanId",
                run))
        .isEqualTo("ok\tshop\tprod\tsupport\tdesk\t2.1\tada\tconv-1\tt-whole\tr");
    assertThat(
            ask(
                "Models, Spans, FailedSpans, ModelCalls, ToolCalls, Retries, Fallbacks, InputTokens, OutputTokens",
                run))
        .isEqualTo("['gpt-5-mini','gpt-5.1']\t4\t0\t2\t1\t2\t1\t105\t10");
    assertThat(
            ask(
                "CostUsd, UnpricedCalls, EstimatedCalls, DurationMs, Input, Output, FailingSpanId",
                run))
        .isEqualTo("1.500000001\t0\t0\t20000\twhere is it?\tshipped\t");
  }

  @Test
  void run_startedOnly_isRunningBeforeAnySpan() {
    event(
        SeedEvent.of("young", Instant.now(), "started", "running")
            .with(Map.of("AgentName", "desk", "RequestModel", "gpt-5.1")));
    assertThat(ask("Status, AgentName, Models, Spans, EndedAt, CostUsd", "young"))
        .isEqualTo("running\tdesk\t['gpt-5.1']\t0\t\\N\t0");
  }

  @Test
  void run_silentForAMinute_isLost() {
    lostEvent("gone", "heartbeat");
    assertThat(ask("Status, EndedAt", "gone")).isEqualTo("lost\t\\N");
  }

  @Test
  void run_silentWhileWaiting_isLost() {
    lostEvent("gone-waiting", "waiting_approval");
    assertThat(ask("Status", "gone-waiting")).isEqualTo("lost");
  }

  @Test
  void run_silentWithChildSpansOnly_isLost() {
    lostEvent("gone-mid-run", "started");
    insert(chat("gone-mid-run", "c", "gpt-5.1", "0.25").parent("r"));
    assertThat(ask("Status, Spans, CostUsd", "gone-mid-run")).isEqualTo("lost\t1\t0.25");
  }

  @Test
  void run_waitingThenResumed_isWaitingThenRunning() {
    Instant now = Instant.now();
    event(SeedEvent.of("asks", now.minusSeconds(5), "started", "running"));
    event(SeedEvent.of("asks", now.minusSeconds(4), "waiting_approval", "running"));
    event(SeedEvent.of("asks", now.minusSeconds(3), "heartbeat", "running"));
    assertThat(ask("Status", "asks")).isEqualTo("waiting_approval");

    event(SeedEvent.of("asks", now.minusSeconds(2), "resumed", "running"));
    assertThat(ask("Status", "asks")).isEqualTo("running");
  }

  @Test
  void run_cancelled_saysSo() {
    event(SeedEvent.of("stopped", start, "started", "running"));
    event(SeedEvent.of("stopped", start.plusMillis(1500), "ended", "cancelled"));
    assertThat(ask("Status, DurationMs", "stopped")).isEqualTo("cancelled\t1500");
  }

  @Test
  void run_failed_namesTheSpanAndTheError() {
    event(SeedEvent.of("broken", start, "started", "running"));
    insert(
        span("broken", "r")
            .root()
            .failed("java.io.IOException", "no route")
            .with("aiops.run.failing_span_id", "c"),
        chat("broken", "c", "gpt-5.1", "")
            .parent("r")
            .failed("timeout", "took too long")
            .without("aiops.cost.usd")
            .without("aiops.cost.status"));
    assertThat(
            ask(
                "Status, FailingSpanId, ErrorType, ErrorMessage, FailedSpans, CostUsd, UnpricedCalls",
                "broken"))
        .isEqualTo("error\tc\tjava.io.IOException\tno route\t2\t0\t0");

    event(
        SeedEvent.of("broken", start.plusSeconds(1), "ended", "error")
            .with(
                Map.of(
                    "FailingSpanId", "c", "ErrorType", "AgentFailed", "ErrorMessage", "gave up")));
    assertThat(ask("Status, FailingSpanId, ErrorType, ErrorMessage", "broken"))
        .isEqualTo("error\tc\tAgentFailed\tgave up");
  }

  @Test
  void run_unpricedAndEstimatedCalls_areCountedNotZero() {
    insert(
        span("dear", "r").root(),
        chat("dear", "c1", "mystery", "")
            .without("aiops.cost.usd")
            .with("aiops.cost.status", "unpriced"));
    assertThat(ask("CostUsd, UnpricedCalls", "dear")).isEqualTo("\\N\t1");

    insert(chat("dear", "c2", "gpt-5.1", "0.5").with("aiops.cost.status", "estimated"));
    assertThat(ask("CostUsd, UnpricedCalls, EstimatedCalls", "dear")).isEqualTo("0.5\t1\t1");
  }

  @Test
  void run_fromSpansAlone_endsWithItsRootAndIsNeverLost() {
    insert(chat("spans", "c", "gpt-5.1", "0.1").parent("r"));
    assertThat(ask("Status, EndedAt", "spans")).isEqualTo("running\t\\N");

    insert(span("spans", "r").root().duration(Duration.ofSeconds(3)));
    assertThat(ask("Status, EndedAt IS NULL, DurationMs", "spans")).isEqualTo("ok\t0\t3000");
  }

  @Test
  void run_ofAnotherLanguage_isItsTrace() {
    insert(
        foreign("r", "")
            .with("gen_ai.operation.name", "invoke_agent")
            .with("gen_ai.agent.name", "py")
            .failed("ValueError", "bad"),
        foreign("c1", "r")
            .with("gen_ai.operation.name", "chat")
            .with("gen_ai.request.model", "none-such"),
        foreign("c2", "r")
            .with("gen_ai.operation.name", "chat")
            .failed("ValueError", "bad")
            .duration(Duration.ofMillis(7)),
        foreign("http", "c2"));
    assertThat(
            ask(
                "Status, AgentName, Spans, ModelCalls, FailingSpanId, CostUsd, UnpricedCalls",
                "python"))
        .isEqualTo("error\tpy\t3\t2\tc2\t\\N\t1");
  }

  @Test
  void run_overTwoServicesAndTraces_isOne() {
    String run = "01a20ada-0380-7b6b-8016-5d8bcb85eee2";
    insert(
        span(run, "r").root().duration(Duration.ofSeconds(1)),
        SeedSpan.of("other-trace", "s")
            .service("stock")
            .start(start)
            .scope("http")
            .state("vendor=1,aiops=" + run + ",x=2"),
        chat(run, "c", "gpt-5.1", "0.2").service("stock"));
    assertThat(ask("Status, ServiceName, TraceId, Spans, CostUsd", run))
        .isEqualTo("ok\tshop\tt-" + run + "\t3\t0.2");
  }

  @Test
  void runs_twoInOneTrace_stayApart() {
    insert(
        SeedSpan.of("one-trace", "r1").start(start).run("first").root(),
        SeedSpan.of("one-trace", "r2").start(start).run("second").root(),
        SeedSpan.chat("one-trace", "c1", "gpt-5.1", "1").start(start).run("first"),
        SeedSpan.chat("one-trace", "c2", "gpt-5.1", "2").start(start).run("second"));
    assertThat(ask("CostUsd, Spans", "first")).isEqualTo("1\t2");
    assertThat(ask("CostUsd, Spans", "second")).isEqualTo("2\t2");
  }

  @Test
  void span_outsideARun_hasNone() {
    insert(SeedSpan.of("web", "w").start(start).scope("http"));
    assertThat(database.ask("SELECT RunId FROM otel_traces WHERE TraceId = 'web'")).isEmpty();
    assertThat(database.ask("SELECT count() FROM runs WHERE TraceId = 'web'")).isEqualTo("0");
  }

  @Test
  void runsSince_recent_agreesWithRuns() {
    insert(span("recent", "r").root(), chat("recent", "c", "gpt-5.1", "0.1"));
    assertThat(
            database.ask("SELECT * FROM runs_since(since = now() - 86400) WHERE RunId = 'recent'"))
        .isEqualTo(database.ask("SELECT * FROM runs WHERE RunId = 'recent'"));
  }

  @Test
  void runsById_sayWhatRunsSay() {
    event(SeedEvent.of("both", start, "started", "running").with(whole()));
    insert(
        span("both", "r").root().duration(Duration.ofSeconds(20)),
        chat("both", "c", "gpt-5.1", "0.1").with("aiops.cost.status", "estimated"),
        chat("both", "p", "gpt-5-nano", "")
            .scope("python")
            .without("aiops.cost.usd")
            .without("aiops.cost.status")
            .with("gen_ai.usage.input_tokens", "2000")
            .with("gen_ai.usage.output_tokens", "100"),
        chat("both", "u", "no-such-model", "")
            .scope("python")
            .without("aiops.cost.usd")
            .without("aiops.cost.status"));
    String heads =
        "SELECT RunId, Status, StartedAt, EndedAt, LastSeenAt, DurationMs, TraceId, ServiceName, Environment, Team, AgentName,"
            + " AgentVersion, UserId, ConversationId, Models, FailingSpanId, ErrorType, ErrorMessage, CostUsd FROM %s";
    String where = "(since = toDateTime64(now() - 3600, 9)) WHERE RunId = 'both'";
    String byId = database.ask(heads.formatted("runs_by_id") + where);
    assertThat(byId).contains("0.10014");
    assertThat(byId).isEqualTo(database.ask(heads.formatted("runs_since") + where));
  }

  @Test
  void runStates_sayWhatRunsSay() {
    event(SeedEvent.of("reported", start, "started", "running").with(whole()));
    event(SeedEvent.of("reported", start.plusSeconds(9), "ended", "error"));
    event(SeedEvent.of("twice", start.plusSeconds(9), "ended", "cancelled"));
    event(SeedEvent.of("twice", start.plusSeconds(5), "ended", "error"));
    event(SeedEvent.of("rooted", start, "started", "running"));
    event(SeedEvent.of("waits", start.plusSeconds(1), "waiting_approval", "running"));
    event(SeedEvent.of("goes-on", start.plusSeconds(2), "resumed", "running"));
    event(SeedEvent.of("goes-on", start.plusSeconds(1), "waiting_approval", "running"));
    lostEvent("silent", "waiting_approval");
    lostEvent("silent-rooted", "heartbeat");
    insert(
        span("reported", "r").root().start(start.minusSeconds(1)),
        span("twice", "r").root(),
        span("rooted", "r").root().failed("500", "oops"),
        span("waits", "c").parent("r").start(start.minusSeconds(3)),
        span("silent-rooted", "r").root(),
        span("spans-only", "r").root().failed("500", "oops"),
        span("open", "c").parent("r"));
    String states =
        "SELECT RunId, Status, StartedAt, ServiceName, Environment, Team, AgentName FROM %s"
            + "(since = toDateTime64(now() - 3600, 9)) ORDER BY RunId";
    String counted = database.ask(states.formatted("run_states"));
    assertThat(counted.lines().map(line -> line.split("\t", -1)[1]))
        .contains("ok", "error", "cancelled", "running", "waiting_approval", "lost");
    assertThat(counted).isEqualTo(database.ask(states.formatted("runs_since")));
    assertThat(outcomes("run_outcomes")).isEqualTo(outcomes("run_states"));
  }

  private String outcomes(String view) {
    return database.ask(
        "SELECT Status, StartedAt, ServiceName, Environment, Team, AgentName FROM %s(since = toDateTime64(now() - 3600, 9)) ORDER BY ALL"
            .formatted(view));
  }

  private void lostEvent(String run, String kind) {
    // nobody can insert an IngestedAt: the server is told to stamp these rows a minute back
    // by a copy of the row
    database.execute(
        "ALTER TABLE run_events MODIFY COLUMN IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC') - 61");
    event(SeedEvent.of(run, start, "started", "running"));
    event(SeedEvent.of(run, start.plusSeconds(1), kind, "running"));
    database.execute(
        "ALTER TABLE run_events MODIFY COLUMN IngestedAt DateTime64(3, 'UTC') MATERIALIZED now64(3, 'UTC')");
  }

  private static Map<String, String> whole() {
    return Map.of(
        "TraceId",
        "t-whole",
        "SpanId",
        "r",
        "ServiceName",
        "shop",
        "Environment",
        "prod",
        "Team",
        "support",
        "AgentName",
        "desk",
        "AgentVersion",
        "2.1",
        "UserId",
        "ada",
        "ConversationId",
        "conv-1",
        "Input",
        "where is it?");
  }

  private SeedSpan span(String run, String id) {
    return SeedSpan.of("t-" + run, id).start(start).run(run);
  }

  private SeedSpan chat(String run, String id, String model, String cost) {
    return SeedSpan.chat("t-" + run, id, model, cost).start(start).run(run);
  }

  private SeedSpan foreign(String id, String parent) {
    return SeedSpan.of("python", id)
        .parent(parent)
        .start(start)
        .scope("opentelemetry.instrumentation.openai_v2");
  }

  private void insert(SeedSpan... spans) {
    SeedSpan.insert(database.ingest(), spans);
  }

  private void event(SeedEvent event) {
    SeedEvent.insert(database.ingest(), event);
  }

  private String ask(String columns, String run) {
    return database.ask("SELECT " + columns + " FROM runs WHERE RunId = '" + run + "'");
  }
}
