/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to call a model, all at once in one app under the agent: what {@code llm_calls} says of
 * each against the provider's own book, and that the app sees what it sees without the agent.
 */
@ExtendWith(ClickHouseExtension.class)
class HooksEndToEndIT {

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();
  private static final ProviderSimulator OTHER_PROVIDER = ProviderSimulator.start();

  private static Map<String, Outcome> outcomes;
  private static Map<String, Outcome> alone;
  private static Map<String, Row> callsByHttpSpan;
  private static List<Row> calls;
  private static Map<String, String> runStatus;
  private static ForkedApp app;
  private static Log log;

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path spool) {
    log = new Log(database);
    List<Command> commands = new ArrayList<>(flavours().map(HookScenarios::command).toList());
    commands.add(HookScenarios.left());
    Agent agent =
        Agent.writingTo(database, spool.resolve("spool"))
            .pricing(PROVIDER)
            .with("aiops.runs.methods", "dev.aiops.demo.e2e.app.NamedRun[answer]");
    try (ScenarioJvm here = ScenarioJvm.under(agent, PROVIDER);
        ScenarioJvm there = ScenarioJvm.alone(OTHER_PROVIDER)) {
      app = here.app();
      alone = there.run(commands);
      outcomes = here.run(commands);
      here.finish();
    }
    int sent = PROVIDER.ledger().calls().size();
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") >= sent);
    callsByHttpSpan = Ledger.callsByHttpSpan(log);
    calls = log.rows("SELECT * FROM llm_calls");
    runStatus =
        log.runs().stream().collect(Collectors.toMap(r -> r.text("RunId"), r -> r.text("Status")));
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
    OTHER_PROVIDER.close();
  }

  static Stream<String> flavours() {
    return HookScenarios.all();
  }

  static Stream<String> streams() {
    return Stream.concat(HookScenarios.STREAMS.stream(), Stream.of("agent.stream"));
  }

  static Stream<String> unchanged() {
    return flavours()
        .filter(flavour -> !HookScenarios.AGENTS.contains(flavour))
        .filter(flavour -> !HookScenarios.INJECTED.contains(flavour));
  }

  private static List<BilledCall> requests(String flavour) {
    List<BilledCall> requests = PROVIDER.ledger().tagged(flavour);
    assertThat(requests).as("requests of " + flavour).isNotEmpty();
    return requests;
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void app_seesWhatItSeesWithoutTheAgent(String flavour) {
    assertThat(outcomes.get(flavour)).isEqualTo(alone.get(flavour));
    assertThat(outcomes.get(flavour).ok()).as(outcomes.get(flavour).text()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("unchanged")
  void request_isTheSameToTheLastByte(String flavour) {
    assertThat(requests(flavour))
        .extracting(BilledCall::bodySha256)
        .isEqualTo(
            OTHER_PROVIDER.ledger().tagged(flavour).stream().map(BilledCall::bodySha256).toList());
  }

  @Test
  void streamWithoutUsage_isAskedForIt() {
    assertThat(HookScenarios.INJECTED)
        .allSatisfy(
            flavour ->
                assertThat(requests(flavour).get(0).bodyBytes())
                    .isGreaterThan(OTHER_PROVIDER.ledger().tagged(flavour).get(0).bodyBytes()));
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void eachRequest_isOneModelCall(String flavour) {
    List<BilledCall> requests = requests(flavour);
    Set<String> traces = requests.stream().map(Ledger::traceId).collect(Collectors.toSet());
    List<String> spans =
        calls.stream()
            .filter(call -> traces.contains(call.text("TraceId")))
            .map(call -> call.text("SpanId"))
            .toList();
    assertThat(spans).hasSameSizeAs(requests);
    assertThat(requests)
        .extracting(request -> callsByHttpSpan.get(Ledger.spanId(request)).text("SpanId"))
        .containsExactlyInAnyOrderElementsOf(spans);
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void call_saysWhoWasAsked(String flavour) {
    String library = flavour.startsWith("openai.") ? "openai-java" : "langchain4j";
    assertThat(requests(flavour))
        .allSatisfy(
            request -> {
              Row call = callsByHttpSpan.get(Ledger.spanId(request));
              assertThat(call.text("Library")).isEqualTo(library);
              assertThat(call.text("Operation"))
                  .isEqualTo(request.endpoint().equals("embeddings") ? "embeddings" : "chat");
              assertThat(call.text("Provider")).isEqualTo("openai");
              assertThat(call.text("RequestModel")).isEqualTo(request.modelAsked());
              assertThat(call.text("ResponseModel")).isEqualTo(request.modelServed());
              assertThat(call.number("Streaming")).isEqualTo(request.stream() ? 1 : 0);
              assertThat(call.text("RunId")).isEqualTo(Ledger.runId(request)).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void call_usedAndCostWhatTheProviderBilled(String flavour) {
    assertThat(requests(flavour))
        .allSatisfy(
            request -> {
              Row call = callsByHttpSpan.get(Ledger.spanId(request));
              assertThat(request.accountable()).isTrue();
              assertThat(call.number("InputTokens")).isEqualTo(request.use().input());
              assertThat(call.nanoUsd("CostUsd")).isEqualTo(request.nanoUsd());
              assertThat(call.text("CostStatus")).isEqualTo("priced");
              assertThat(call.text("UsageSource")).isEqualTo("reported");
              if (request.endpoint().equals("embeddings")) return;
              assertThat(call.number("OutputTokens")).isEqualTo(request.use().output());
              assertThat(call.number("CacheReadTokens")).isEqualTo(request.use().cached());
              assertThat(call.number("ReasoningTokens")).isEqualTo(request.use().reasoning());
            });
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void call_endsWell(String flavour) {
    assertThat(requests(flavour))
        .allSatisfy(
            request -> {
              Row call = callsByHttpSpan.get(Ledger.spanId(request));
              assertThat(call.text("Outcome")).isEqualTo("ok");
              assertThat(call.number("Failed")).isZero();
              assertThat(call.text("ErrorType")).isEmpty();
              assertThat(call.number("Attempts")).isEqualTo(1);
              assertThat(call.text("FallbackFromSpanId")).isEmpty();
              assertThat(runStatus).containsEntry(call.text("RunId"), "ok");
            });
  }

  @ParameterizedTest
  @MethodSource("flavours")
  void call_saysWhyItEnded(String flavour) {
    List<List<String>> reasons =
        requests(flavour).stream()
            .map(request -> callsByHttpSpan.get(Ledger.spanId(request)).texts("FinishReasons"))
            .toList();
    List<String> last = HookScenarios.EMBEDDINGS.contains(flavour) ? List.of() : List.of("stop");
    assertThat(reasons.get(reasons.size() - 1)).isEqualTo(last);
    assertThat(reasons).containsAnyOf(last, List.of("tool_calls"));
    if (HookScenarios.usesTools(flavour)) {
      assertThat(reasons.get(0)).containsExactly("tool_calls");
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void stream_hasATimeToItsFirstChunk(String flavour) {
    assertThat(requests(flavour))
        .allSatisfy(
            request -> {
              Row call = callsByHttpSpan.get(Ledger.spanId(request));
              assertThat(call.number("Streaming")).isEqualTo(1);
              assertThat(call.real("TimeToFirstChunk") * 1e3)
                  .isBetween(
                      HookScenarios.STREAMS.contains(flavour) ? 55.0 : 0.0,
                      call.real("DurationMs"));
            });
  }

  @Test
  void callsThatDoNotStream_haveNoTimeToTheFirstChunk() {
    assertThat(calls)
        .filteredOn(call -> call.number("Streaming") == 0)
        .hasSizeGreaterThan(20)
        .allMatch(call -> call.isNull("TimeToFirstChunk"));
  }

  @Test
  void noCall_isThereTwice() {
    assertThat(calls).hasSameSizeAs(PROVIDER.ledger().calls());
  }

  @Test
  void streamTheAppLeaves_isAbandonedAndEstimated() {
    BilledCall request = requests("openai.chat.stream-left").get(0);
    assertThat(request.outcome()).isEqualTo(BilledCall.Outcome.ABANDONED);
    Row call = callsByHttpSpan.get(Ledger.spanId(request));
    assertThat(call.text("Outcome")).isEqualTo("abandoned");
    assertThat(call.text("CostStatus")).isEqualTo("estimated");
    assertThat(call.nanoUsd("CostUsd")).isPositive();
    assertThat(outcomes.get("openai.chat.stream-left"))
        .isEqualTo(alone.get("openai.chat.stream-left"));
  }

  @Test
  void agent_hasNothingToComplainOf() {
    assertThat(Agent.complaints(app)).isEmpty();
  }

  @Test
  void app_hasNothingOfThisProjectOnItsClassPath() {
    assertThat(ScenarioJvm.classPath().stream().map(jar -> Path.of(jar).getFileName().toString()))
        .anyMatch(jar -> jar.startsWith("langchain4j-agentic"))
        .noneMatch(
            jar ->
                jar.contains("opentelemetry")
                    || jar.contains("clickhouse")
                    || jar.startsWith("aiops"));
  }
}
