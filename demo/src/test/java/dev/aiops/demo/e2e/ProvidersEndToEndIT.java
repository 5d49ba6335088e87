/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.e2e.app.ProvidersApp;
import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the SDKs of Anthropic, Google and AWS, under the agent, against a provider for each of
 * them that keeps its own bill: what the log has of each call is what was billed for it.
 */
@ExtendWith(ClickHouseExtension.class)
class ProvidersEndToEndIT {

  private static final Map<String, ProviderSimulator> PROVIDERS =
      Map.of(
          "anthropic", ProviderSimulator.start(),
          "gcp.gemini", ProviderSimulator.start(),
          "aws.bedrock", ProviderSimulator.start());

  private static Log log;

  /** What a call used and cost, by either book. Cached input is part of the input. */
  private record Spent(
      String model,
      long input,
      long cached,
      long written,
      long output,
      long reasoning,
      long nanoUsd) {

    static Spent billed(BilledCall call) {
      return new Spent(
          call.modelAsked(),
          call.use().input(),
          call.use().cached(),
          call.use().written(),
          call.use().output(),
          reasoning(call),
          call.nanoUsd());
    }

    static Spent logged(Row call) {
      return new Spent(
          call.text("RequestModel"),
          call.number("InputTokens"),
          count(call, "CacheReadTokens"),
          count(call, "CacheWriteTokens"),
          call.number("OutputTokens"),
          count(call, "ReasoningTokens"),
          call.nanoUsd("CostUsd"));
    }

    /** Bedrock tells of it, but does not count it, unless the body is that of Claude's maker. */
    private static long reasoning(BilledCall call) {
      return call.endpoint().equals("converse") ? 0 : call.use().reasoning();
    }

    /** What the provider does not count is none of it. */
    private static long count(Row call, String name) {
      return Math.max(0, call.numberOrUnknown(name));
    }
  }

  @BeforeAll
  static void call(TestDatabase database, @TempDir Path folder) {
    log = new Log(database);
    Agent agent =
        Agent.writingTo(database, folder.resolve("spool")).with("aiops.model.hosts", hosts());
    ForkedApp.Builder java =
        ForkedApp.java(ProvidersApp.class.getName())
            .classPath(classPath())
            .arguments(url("anthropic"), url("gcp.gemini"), url("aws.bedrock"));
    try (ForkedApp app = agent.on(java).start()) {
      assertThat(app.exitCode()).as(app.output()).isZero();
      assertThat(app.output()).contains("done");
      assertThat(Agent.complaints(app)).isEmpty();
    }
    long answered = PROVIDERS.keySet().stream().mapToLong(name -> answered(name).size()).sum();
    Await.until("all is sent", () -> log.number("SELECT count() FROM llm_calls") >= answered);
  }

  @AfterAll
  static void stop() {
    PROVIDERS.values().forEach(ProviderSimulator::close);
  }

  private static ProviderSimulator provider(String name) {
    return Objects.requireNonNull(PROVIDERS.get(name), name);
  }

  private static String url(String name) {
    return provider(name).root().toString();
  }

  private static String hosts() {
    return String.join(
        ",",
        PROVIDERS.keySet().stream()
            .map(name -> provider(name).root().getAuthority() + "=" + name)
            .toList());
  }

  /** That of these tests, less what is of this project; their own classes know nothing of it. */
  private static List<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("aiops-"))
        .toList();
  }

  private static List<BilledCall> answered(String provider) {
    return provider(provider).ledger().calls().stream()
        .filter(call -> call.status() == 200)
        .toList();
  }

  private static List<Row> logged(String provider) {
    return log.rows("SELECT * FROM llm_calls WHERE Provider = '" + provider + "'");
  }

  @ParameterizedTest
  @CsvSource({"anthropic, 11", "gcp.gemini, 6", "aws.bedrock, 22"})
  void eachCall_isInTheLogAsTheProviderBilledIt(String provider, int calls) {
    assertThat(answered(provider)).hasSize(calls).allMatch(BilledCall::accountable);
    assertThat(logged(provider))
        .extracting(Spent::logged)
        .containsExactlyInAnyOrderElementsOf(
            answered(provider).stream().map(Spent::billed).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gcp.gemini", "aws.bedrock"})
  void allCalls_costWhatTheProviderBilled_toTheLastDigit(String provider) {
    assertThat(logged(provider)).allMatch(call -> call.text("CostStatus").equals("priced"));
    assertThat(logged(provider).stream().mapToLong(call -> call.nanoUsd("CostUsd")).sum())
        .isEqualTo(provider(provider).ledger().nanoUsd(call -> true))
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, refusal",
    "anthropic, pause_turn",
    "anthropic, model_context_window_exceeded",
    "gcp.gemini, safety",
    "aws.bedrock, guardrail_intervened"
  })
  void theReasonToStop_isTheProviders_andNoError(String provider, String reason) {
    assertThat(logged(provider))
        .filteredOn(call -> call.texts("FinishReasons").contains(reason))
        .singleElement()
        .satisfies(call -> assertThat(call.text("Outcome")).isEqualTo("ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gcp.gemini", "aws.bedrock"})
  void theRefusedRequest_isAnAttemptOfTheCallThatWasAnswered(String provider) {
    assertThat(logged(provider).stream().mapToLong(call -> call.number("Attempts")).sum())
        .isEqualTo(provider(provider).ledger().calls().size())
        .isEqualTo(answered(provider).size() + 1);
  }
}
