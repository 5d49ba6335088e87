/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.FaultScenarios.Case;
import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of a provider against every kind of caller, all at once in one app. */
@ExtendWith(ClickHouseExtension.class)
class FaultsEndToEndIT {

  private static final ProviderSimulator PROVIDER = ProviderSimulator.start();
  private static final ProviderSimulator OTHER_PROVIDER = ProviderSimulator.start();
  private static final Map<String, Outcome> ALONE = new HashMap<>();

  private static Map<String, Outcome> outcomes;
  private static Calls calls;
  private static Outcome fallback;
  private static ForkedApp app;
  private static Log log;

  @BeforeAll
  static void work(TestDatabase database, @TempDir Path spool) {
    log = new Log(database);
    List<Command> commands = FaultScenarios.all().map(Case::command).toList();
    Agent agent = Agent.writingTo(database, spool.resolve("spool")).pricing(PROVIDER);
    try (ScenarioJvm here = ScenarioJvm.under(agent, PROVIDER);
        ScenarioJvm there = ScenarioJvm.alone(OTHER_PROVIDER)) {
      app = here.app();
      commands.forEach(there::send);
      outcomes = here.run(commands);
      commands.forEach(command -> ALONE.put(command.tag(), there.outcome(command)));
      // in a request: what stands in for what is told within one step
      fallback = here.post(FaultScenarios.FALLBACK);
      here.finish();
    }
    // one call for each command, two for the one that falls back
    int wanted = commands.size() + 2;
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") >= wanted);
    calls = new Calls(log);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
    OTHER_PROVIDER.close();
  }

  static Stream<Case> all() {
    return FaultScenarios.all();
  }

  static Stream<Case> throttled() {
    return FaultScenarios.of(FaultScenarios.THROTTLED).filter(Case::retries);
  }

  static Stream<Case> down() {
    return FaultScenarios.of(FaultScenarios.DOWN);
  }

  static Stream<Case> silent() {
    return FaultScenarios.of(FaultScenarios.SILENT);
  }

  static Stream<Case> cut() {
    return FaultScenarios.of(FaultScenarios.CUT);
  }

  /** Half a Responses document holds no words yet. */
  static Stream<Case> cutInItsWords() {
    return cut()
        .filter(c -> c.readsAsItComes() && !c.embeds())
        .filter(c -> !c.flavour().equals("openai.responses.sync"));
  }

  static Stream<Case> withoutUsage() {
    return FaultScenarios.of(FaultScenarios.NO_USAGE);
  }

  static Stream<Case> unknownModel() {
    return FaultScenarios.of(FaultScenarios.UNKNOWN_MODEL);
  }

  static Stream<Case> otherModel() {
    return FaultScenarios.of(FaultScenarios.OTHER_MODEL);
  }

  private static List<BilledCall> requests(Case c) {
    return PROVIDER.ledger().tagged(c.tag());
  }

  /** The one model call of a case, however many requests it took. */
  private static Row call(Case c) {
    return calls.of(requests(c));
  }

  private static Row run(Case c) {
    return calls.run(call(c));
  }

  private static List<Row> attempts(Case c) {
    return calls.attempts(call(c));
  }

  private static List<String> statuses(Case c) {
    return attempts(c).stream().map(attempt -> attempt.text("Status")).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void app_seesWhatItSeesWithoutTheAgent(Case c) {
    assertThat(outcomes.get(c.tag())).isEqualTo(ALONE.get(c.tag()));
    assertThat(requests(c)).hasSameSizeAs(OTHER_PROVIDER.ledger().tagged(c.tag()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void attempts_areTheRequestsTheProviderSaw(Case c) {
    List<BilledCall> requests = requests(c);
    assertThat(call(c).number("Attempts")).isEqualTo(requests.size());
    assertThat(attempts(c)).hasSameSizeAs(requests);
    assertThat(run(c).number("Retries")).isEqualTo(requests.size() - 1);
    assertThat(run(c).number("ModelCalls")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void runOfAFailedCall_failsInItsSpan(Case c) {
    Row call = call(c);
    Row run = run(c);
    boolean failed = call.number("Failed") == 1;
    assertThat(failed).isEqualTo(!outcomes.get(c.tag()).ok());
    assertThat(run.text("Status")).isEqualTo(failed ? "error" : "ok");
    assertThat(run.text("FailingSpanId")).isEqualTo(failed ? call.text("SpanId") : "");
    assertThat(run.text("ErrorType")).isEqualTo(failed ? call.text("ErrorType") : "");
  }

  @ParameterizedTest
  @MethodSource("throttled")
  void throttledCall_waitsAsToldAndIsBilledOnce(Case c) {
    Row call = call(c);
    assertThat(call.text("Outcome")).isEqualTo("ok");
    assertThat(call.text("ErrorType")).isEmpty();
    assertThat(statuses(c)).containsExactly("429", "200");
    assertThat(attempts(c).get(0).isNull("WaitMs")).isTrue();
    assertThat(attempts(c).get(1).number("WaitMs")).isBetween(300L, 15_000L);
    assertThat(call.text("CostStatus")).isEqualTo("priced");
    assertThat(call.nanoUsd("CostUsd")).isEqualTo(requests(c).get(1).nanoUsd());
  }

  @Test
  void throttledCall_ofALibraryThatNeverTriesAgain_fails() {
    Case c = new Case(FaultScenarios.THROTTLED, "lc4j.stream");
    assertThat(call(c).text("Outcome")).isEqualTo("error");
    assertThat(call(c).text("ErrorType")).isEqualTo("dev.langchain4j.exception.RateLimitException");
    assertThat(statuses(c)).containsExactly("429");
    assertUnbilled(c);
  }

  @ParameterizedTest
  @MethodSource("down")
  void errorForEver_failsAndCostsNothing(Case c) {
    Row call = call(c);
    assertThat(call.text("Outcome")).isEqualTo("error");
    assertThat(call.text("ErrorType"))
        .isEqualTo(
            c.onOpenAiJava()
                ? "com.openai.errors.InternalServerException"
                : "dev.langchain4j.exception.InternalServerException");
    assertThat(call.text("ErrorMessage")).contains("(simulated 500)");
    assertThat(statuses(c)).isEqualTo(c.retries() ? List.of("500", "500") : List.of("500"));
    assertUnbilled(c);
  }

  private static void assertUnbilled(Case c) {
    Row call = call(c);
    assertThat(call.isNull("CostUsd")).isTrue();
    assertThat(call.text("CostStatus")).isEqualTo("unbilled");
    assertThat(call.isNull("InputTokens")).isTrue();
    assertThat(run(c).number("UnpricedCalls")).isZero();
  }

  /** Nobody knows whether a provider bills what it never answered. */
  @ParameterizedTest
  @MethodSource("silent")
  void silence_isAFailedAttempt_estimatedFromTheQuestion(Case c) {
    Row call = call(c);
    String error =
        c.onOpenAiJava()
            ? "com.openai.errors.OpenAIIoException"
            : "dev.langchain4j.exception.TimeoutException";
    assertThat(call.text("Outcome")).isEqualTo("error");
    assertThat(call.text("ErrorType")).isEqualTo(error);
    assertThat(attempts(c))
        .extracting(a -> a.text("Status"), a -> a.text("Error"))
        .containsExactly(tuple("", error));
    assertThat(call.real("DurationMs")).isBetween(1_400.0, 15_000.0);
    assertEstimated(c);
    assertThat(call.numberOrUnknown("OutputTokens")).isLessThan(1);
  }

  private static void assertEstimated(Case c) {
    Row call = call(c);
    assertThat(call.text("CostStatus")).isEqualTo("estimated");
    assertThat(call.text("UsageSource")).isEqualTo("estimated");
    assertThat(call.text("CostReason")).contains("no usage reported");
    assertThat(call.nanoUsd("CostUsd")).isPositive();
    assertThat(call.number("InputTokens")).isPositive();
    assertThat(call.isNull("OutputTokens")).isEqualTo(c.embeds());
    assertThat(run(c).number("EstimatedCalls")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("cut")
  void answerThatBreaksOff_isEstimatedFromWhatCame(Case c) {
    assertThat(requests(c)).extracting(BilledCall::outcome).containsExactly(BilledCall.Outcome.CUT);
    assertEstimated(c);
    assertThat(call(c).text("ErrorType")).isNotEmpty();
    if (c.readsAsItComes()) {
      assertThat(call(c).text("Outcome")).isEqualTo("cut");
      assertThat(statuses(c)).containsExactly("200");
    } else {
      assertThat(call(c).text("Outcome")).isEqualTo("error");
      assertThat(attempts(c))
          .extracting(a -> a.text("Status"), a -> a.text("Error"))
          .containsExactly(tuple("", "java.io.IOException"));
    }
  }

  @ParameterizedTest
  @MethodSource("cutInItsWords")
  void wordsOfAnAnswerThatBreaksOff_areCounted(Case c) {
    assertThat(call(c).number("OutputTokens")).isPositive();
  }

  @ParameterizedTest
  @MethodSource("withoutUsage")
  void answerWithoutUsage_isEstimated(Case c) {
    assertThat(call(c).text("Outcome")).isEqualTo("ok");
    assertThat(statuses(c)).containsExactly("200");
    assertEstimated(c);
    if (!c.embeds()) {
      // the rule of thumb is the simulated provider's own: only the question's frame differs
      assertThat(call(c).number("OutputTokens")).isEqualTo(requests(c).get(0).use().output());
    }
  }

  @ParameterizedTest
  @MethodSource("unknownModel")
  void modelNobodyKnows_isUnpricedAndCounted(Case c) {
    Row call = call(c);
    assertThat(call.text("Outcome")).isEqualTo("ok");
    assertThat(call.text("ResponseModel")).isEqualTo("nobody-7b");
    assertThat(call.text("CostStatus")).isEqualTo("unpriced");
    assertThat(call.text("CostReason")).isEqualTo("unknown_model");
    assertThat(call.isNull("CostUsd")).isTrue();
    assertThat(call.number("InputTokens")).isEqualTo(requests(c).get(0).use().input());
    assertThat(run(c).isNull("CostUsd")).isTrue();
    assertThat(run(c).number("UnpricedCalls")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("otherModel")
  void otherModelThanAsked_isPricedAsTheOneThatServed(Case c) {
    Row call = call(c);
    assertThat(call.text("RequestModel")).isEqualTo(c.command().model());
    assertThat(call.text("ResponseModel"))
        .isEqualTo(c.embeds() ? FaultScenarios.OTHER_EMBEDDING : FaultScenarios.OTHER_CHAT);
    assertThat(call.text("CostStatus")).isEqualTo("priced");
    assertThat(call.nanoUsd("CostUsd")).isEqualTo(requests(c).get(0).nanoUsd());
  }

  @Test
  void unpricedAndEstimatedCalls_areCountedInCosts() {
    assertThat(
            log.rows(
                "SELECT CostStatus, sum(Calls) AS Calls, sum(CostUsd) IS NULL AS Unknown FROM costs"
                    + " WHERE CostStatus IN ('unpriced', 'unbilled') GROUP BY CostStatus"))
        .extracting(r -> r.text("CostStatus"), r -> r.number("Calls"), r -> r.number("Unknown"))
        .containsExactlyInAnyOrder(
            tuple("unpriced", unknownModel().count(), 1L),
            // all that were down, the one that was throttled, the one that was fallen back from
            tuple("unbilled", down().count() + 2, 1L));
  }

  @Test
  void fallback_namesWhatFailed() {
    assertThat(fallback.ok()).isTrue();
    List<BilledCall> requests = PROVIDER.ledger().tagged(FaultScenarios.FALLBACK.tag());
    List<Row> both = calls.of(Ledger.traceId(requests.get(0)));
    assertThat(both)
        .extracting(call -> call.text("RequestModel"))
        .containsExactly("gpt-4.1", "gpt-4o-mini");
    Row failed = both.get(0);
    Row second = both.get(1);
    assertThat(second.text("FallbackFromSpanId")).isEqualTo(failed.text("SpanId"));
    assertThat(second.text("FallbackFromModel")).isEqualTo("gpt-4.1");
    assertThat(second.text("FallbackFromProvider")).isEqualTo("openai");
    assertThat(second.text("FallbackFromError")).isEqualTo(failed.text("ErrorType"));
    assertThat(failed.text("FallbackFromSpanId")).isEmpty();
    Row run = calls.run(second);
    assertThat(run.text("Status")).isEqualTo("ok");
    assertThat(run.number("Fallbacks")).isEqualTo(1);
    assertThat(failed.text("RunId")).isEqualTo(run.text("RunId"));
  }

  @Test
  void agent_hasNothingToComplainOf() {
    assertThat(Agent.complaints(app)).isEmpty();
  }
}
