/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.example.bedrock.BedrockApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the newest, on a middle and on the first bedrockruntime with Converse, under the built
 * agent, with each fault, and below a cap that the dear calls do not fit in.
 */
class BedrockIT {

  private static final String ERRORS = "software.amazon.awssdk.services.bedrockruntime.model.";

  @TempDir private Path folder;
  private final BedrockProvider provider = BedrockProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    AgentJvm.Outcome outcome = eachCallIsOneSpan(BedrockRuns.NEWEST);
    seesLangChain4jOnTop(outcome);
    assertThat(BedrockRuns.call(outcome, "converse").attributes())
        .contains(
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.cache_read.input_tokens", 10L),
            entry("gen_ai.usage.cache_write.input_tokens", 30L),
            // 60 at 3.30, 10 read at 0.33, 30 written at 4.125, 20 at 16.50 per million
            entry("aiops.cost.usd", "0.000655050"),
            entry("aiops.cost.status", "priced"));
    assertThat(BedrockRuns.call(outcome, "stream").attributes())
        .contains(entry("gen_ai.usage.input_tokens", 100L), entry("aiops.cost.usd", "0.000655050"));
  }

  /** Whose call is the only one, paid once. */
  private void seesLangChain4jOnTop(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("langchain4jmany")).isEqualTo(BedrockApp.MANY + " right");
    Map<String, Integer> calls =
        Map.of("langchain4j", 1, "langchain4jstream", 1, "langchain4jmany", BedrockApp.MANY);
    calls.forEach(
        (name, number) -> {
          assertThat(provider.received(name)).as(name).hasSize(number);
          assertThat(CaseSpans.of(outcome, BedrockRuns.model(name)).spans())
              .as(name)
              .hasSize(number)
              .allSatisfy(span -> isOneOfLangChain4j(span, name));
        });
    for (String name : List.of("langchain4j", "langchain4jstream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
    }
  }

  private static void isOneOfLangChain4j(AppSpan span, String name) {
    assertThat(span.attributes())
        .contains(
            entry("aiops.call.library", "langchain4j"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            entry("gen_ai.provider.name", "aws.bedrock"),
            entry("gen_ai.request.stream", name.endsWith("stream")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("aiops.cost.usd", "0.000655050"),
            entry("aiops.budget.charged", "0.000655050"));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.25.64", "2.40.0"})
  void older_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    eachCallIsOneSpan(version);
  }

  private AgentJvm.Outcome eachCallIsOneSpan(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(BedrockRuns.POLICY, Instant.now())) {
      outcome = new BedrockRuns(folder, provider).run(version, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    VersionMatrix matrix = BedrockRuns.matrix(version);
    matrix.check(Case.SUCCESS, () -> seesAnswers(outcome));
    seesOneCallForEveryWay(outcome);
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.RETRY, () -> seesRetries(outcome));
    matrix.check(Case.STREAM, () -> seesStreams(outcome));
    matrix.check(Case.ABANDONED, () -> seesAbandoned(outcome));
    matrix.check(Case.CANCEL, () -> seesCancelled(outcome));
    matrix.check(Case.CAP, () -> refusesWhatDoesNotFit(outcome));
    matrix.without(Case.HELD, "the library runs no tools");
    matrix.without(Case.APPROVED, "the library runs no tools");
    refusesARetryThatDoesNotFit(outcome);
    seesTransportFailures(outcome);
    seesEachFamily(outcome);
    seesUpstreamsSpansOnlyOfUngovernedCalls(outcome, BedrockRuns.ungoverned(version));
    assertThat(BedrockRuns.charges(outcome)).isEqualByComparingTo(spent).isPositive();
    return outcome;
  }

  private void seesAnswers(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("converse")).isEqualTo("Hello");
    AppSpan span = BedrockRuns.call(outcome, "converse");
    assertThat(span.name()).isEqualTo("chat " + BedrockRuns.model("converse"));
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "aws.bedrock"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.temperature", 0.5),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "req-1"),
            entry("gen_ai.response.finish_reasons", List.of("end_turn")),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.outcome", "ok"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
    assertThat(BedrockRuns.call(outcome, "converse-tool").attributes())
        .contains(
            entry("gen_ai.response.finish_reasons", List.of("tool_use")),
            entry("gen_ai.usage.input_tokens", 60L));
    assertThat(BedrockRuns.call(outcome, "converse-arn").attributes())
        .contains(
            entry("gen_ai.request.model", "amazon.nova-lite-v1:0-arn"),
            entry("aiops.cost.status", "priced"));
    assertThat(provider.received("converse-unlimited").get(0)).contains("\"maxTokens\":100");
    assertThat(provider.received("invoke-unlimited").get(0)).contains("\"maxTokenCount\":100");
  }

  private void seesOneCallForEveryWay(AgentJvm.Outcome outcome) {
    for (String name :
        List.of("converse", "async", "stream", "invokeasync-claude", "chunks-nova")) {
      assertThat(BedrockRuns.call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.usage.source", "reported"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private static void seesRetries(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-retry", "async-retry", "stream-retry")) {
      AppSpan span = BedrockRuns.call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
      assertThat(span.attempts())
          .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
          .containsExactly(429L, 200L);
    }
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-bad", "async-bad", "stream-bad")) {
      assertThat(outcome.result(name)).contains("ValidationException");
      assertThat(BedrockRuns.call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "error"),
              entry("aiops.call.attempts", 1L),
              entry("error.type", ERRORS + "ValidationException"))
          .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
    }
    assertThat(outcome.result("timeout")).contains("ApiCallTimeoutException");
    assertThat(BedrockRuns.call(outcome, "timeout").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "software.amazon.awssdk.core.exception.ApiCallTimeoutException"));
  }

  /** A connection that closes before an answer has no status, and may have been billed. */
  private void seesTransportFailures(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-closed", "async-closed", "stream-closed")) {
      AppSpan span = BedrockRuns.call(outcome, name);
      assertThat(outcome.result(name)).as(name).contains("SdkClientException");
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "error"),
              entry("aiops.call.attempts", (long) provider.received(name).size()),
              entry("aiops.budget.charge", "full"),
              entry("error.type", "software.amazon.awssdk.core.exception.SdkClientException"));
      assertThat(span.attempts())
          .as(name)
          .hasSize(2)
          .allMatch(attempt -> attempt.attributes().containsKey("error.type"))
          .noneMatch(attempt -> attempt.attributes().containsKey("http.response.status_code"));
    }
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "stream-retry")) {
      assertThat(outcome.result(name)).isEqualTo("Hello");
      assertThat(BedrockRuns.call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.request.stream", true),
              entry("gen_ai.response.id", "req-1"),
              entry("gen_ai.response.finish_reasons", List.of("end_turn")),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
    }
    assertThat(outcome.result("stream-error")).startsWith("Hel threw ");
    // the SDK takes the end of the connection for the end of the answer
    assertThat(outcome.result("stream-cut")).isEqualTo("Hel");
    for (String name : List.of("stream-error", "stream-cut", "stream-short")) {
      assertThat(BedrockRuns.call(outcome, name).attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
    }
  }

  private static void seesAbandoned(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("abandon")).startsWith("stopped true");
    assertThat(BedrockRuns.call(outcome, "abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
  }

  private static void seesCancelled(AgentJvm.Outcome outcome) {
    for (String name : List.of("cancel", "streamcancel")) {
      assertThat(outcome.result(name)).isEqualTo("cancelled true");
      AppSpan cancelled = BedrockRuns.call(outcome, name);
      assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
      assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(9_500_000_000L);
    }
  }

  private static void seesEachFamily(AgentJvm.Outcome outcome) {
    for (String family : List.of("claude", "nova", "titan", "llama", "mistral", "cohere")) {
      for (String way : List.of("invoke-", "chunks-")) {
        AppSpan span = BedrockRuns.call(outcome, way + family);
        assertThat(outcome.result(way + family)).as(way + family).isNotEmpty();
        assertThat(span.attributes())
            .as(way + family)
            .contains(
                entry("aiops.call.outcome", "ok"),
                entry("aiops.usage.source", "reported"),
                entry("gen_ai.usage.output_tokens", 20L),
                entry("aiops.cost.status", "priced"))
            .containsKeys("gen_ai.response.id", "gen_ai.response.finish_reasons");
        assertThat(span.attributes().containsKey("gen_ai.response.time_to_first_chunk"))
            .as(way + family)
            .isEqualTo(way.equals("chunks-"));
      }
    }
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String way : List.of("converse", "async", "stream", "invoke", "chunks")) {
      String name = way + "-dear";
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      refused(outcome, name, "budget_exceeded");
    }
    assertThat(outcome.result("stream-dear")).endsWith("told BudgetExceededException");
    assertThat(outcome.result("converse-profile")).contains("CostUnboundedException");
    refused(outcome, "converse-profile", "cost_unbounded");
  }

  private void refused(AgentJvm.Outcome outcome, String name, String error) {
    assertThat(BedrockRuns.call(outcome, name).attributes())
        .as(name)
        .contains(
            entry("aiops.call.outcome", "refused"),
            entry("aiops.call.attempts", 0L),
            entry("error.type", error));
    assertThat(provider.received(name)).as(name).isEmpty();
  }

  /** The first attempt may be billed, so the second needs as much once more. */
  private void refusesARetryThatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-crossing", "async-crossing", "stream-crossing")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(BedrockRuns.call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.budget.charge", "full"),
              entry("error.type", "budget_exceeded"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  /** Upstream's spans are those of calls that no hook owns, each marked so: one per case. */
  private static void seesUpstreamsSpansOnlyOfUngovernedCalls(
      AgentJvm.Outcome outcome, List<String> ungoverned) {
    assertThat(outcome.spans())
        .filteredOn(span -> span.attribute("aiops.call.library") == null)
        .allMatch(span -> Boolean.TRUE.equals(span.attribute("aiops.ungoverned")))
        .extracting(AppSpan::name)
        .containsExactlyElementsOf(ungoverned);
  }
}
