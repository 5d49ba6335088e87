/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.openai.WireProvider;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.example.anthropic.AnthropicApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the newest anthropic-java, and on older ones, under the built agent, with each fault,
 * and below a cap that the dear calls do not fit in.
 */
class AnthropicIT {

  private static final String POLICY =
      """
      budgets:
        - {name: support, daily_cap: 0.80, lease_seconds: 10}
        - {name: retries, daily_cap: 0.30, lease_seconds: 10, match: {model: "*async-crossing"}}
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();
  private final WireProvider vertex = WireProvider.start();

  @AfterEach
  void stop() {
    vertex.close();
    provider.close();
  }

  private AnthropicRuns apps() {
    return new AnthropicRuns(folder, provider, vertex);
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    eachCallIsOneSpan("");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "2.15.0"})
  void older_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    eachCallIsOneSpan(version);
    if (version.equals("2.0.0")) {
      VersionMatrix matrix = AnthropicVersions.matrix(version);
      matrix.without(Case.HELD, "2.0.0 has no tool runner");
      matrix.without(Case.APPROVED, "2.0.0 has no tool runner");
    }
  }

  @Tag("long")
  @Test
  void switchedOff_isUngoverned_andTracesItself() throws Exception {
    AgentJvm.Outcome outcome =
        apps().run("", List.of("chat"), Map.of("otel.instrumentation.anthropic.enabled", "false"));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    assertThat(outcome.spans())
        .noneMatch(span -> "anthropic-java".equals(span.attribute("aiops.call.library")))
        .anyMatch(span -> Boolean.TRUE.equals(span.attribute("aiops.ungoverned")))
        .anyMatch(span -> span.name().startsWith("anthropic.messages"));
  }

  private void eachCallIsOneSpan(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = apps().run(version, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    VersionMatrix matrix = AnthropicVersions.matrix(version);
    matrix.check(Case.SUCCESS, () -> seesAnswers(outcome));
    if (AnthropicRuns.hasClouds(version)) {
      seesWhoServes(outcome);
    }
    seesOneCallForEveryWay(outcome);
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.RETRY, () -> seesRetries(outcome));
    matrix.check(Case.STREAM, () -> seesStreams(outcome));
    matrix.check(Case.ABANDONED, () -> seesAbandoned(outcome));
    matrix.check(Case.CANCEL, () -> seesCancelled(outcome));
    matrix.check(Case.CAP, () -> refusesWhatDoesNotFit(outcome));
    refusesARetryThatDoesNotFit(outcome);
    seesThatCountingIsNoCall(outcome);
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, AnthropicApp.model(name)).call();
  }

  private void seesAnswers(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    AppSpan span = call(outcome, "chat");
    assertThat(span.name()).isEqualTo("chat " + AnthropicApp.model("chat"));
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "anthropic"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "msg_1"),
            entry("gen_ai.response.model", "claude-sonnet-4-5-20250929"),
            entry("gen_ai.response.finish_reasons", List.of("end_turn")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 10L),
            entry("gen_ai.usage.cache_write.input_tokens", 30L),
            entry("aiops.usage.cache_write_1h.input_tokens", 20L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("aiops.usage.service_tier", "standard"),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "anthropic-java"),
            entry("aiops.call.outcome", "ok"),
            // 60 at 3, 10 read at 0.30, 10 written at 3.75, 20 for an hour at 6, 20 at 15 per
            // million
            entry("aiops.cost.usd", "0.000640500"),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
    assertThat(outcome.result("bedrock")).isEqualTo("Hello");
    assertThat(call(outcome, "bedrock").attributes())
        .contains(
            entry("gen_ai.provider.name", "aws.bedrock"),
            entry("gen_ai.response.model", "claude-sonnet-4-5-20250929"),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "localhost"));
    assertThat(call(outcome, "chat-tool").attributes())
        .contains(entry("gen_ai.response.finish_reasons", List.of("tool_use")));
  }

  /** Told by what makes the request, as a gateway's host tells nothing. */
  private void seesWhoServes(AgentJvm.Outcome outcome) {
    seesWhoServes(outcome, "bedrocksigned", "aws.bedrock");
    assertThat(provider.received("bedrocksigned"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.path()).matches(".*/model/us.*/invoke"));
    seesWhoServes(outcome, "vertex", "gcp.vertex_ai");
    assertThat(vertex.received("vertex"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.path()).matches(".*/projects/shop/.*:rawPredict"));
    seesWhoServes(outcome, "bedrocksignedstream", "aws.bedrock");
    seesWhoServes(outcome, "vertexstream", "gcp.vertex_ai");
    for (String name : List.of("bedrocksignedstream", "vertexstream")) {
      seesAStream(outcome, name);
    }
  }

  private static void seesWhoServes(AgentJvm.Outcome outcome, String name, String provider) {
    assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
    assertThat(call(outcome, name).attributes())
        .as(name)
        .contains(
            entry("gen_ai.provider.name", provider),
            entry("gen_ai.request.model", AnthropicApp.model(name)),
            entry("aiops.call.attempts", 1L),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "localhost"));
  }

  private void seesOneCallForEveryWay(AgentJvm.Outcome outcome) {
    for (String name :
        List.of(
            "chat",
            "beta",
            "betaasync",
            "raw",
            "rawstream",
            "async",
            "stream",
            "streamasync",
            "betastream")) {
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.usage.source", "reported"),
              entry("gen_ai.usage.input_tokens", 100L));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private static void seesRetries(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-retry", "async-retry")) {
      AppSpan span = call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
      assertThat(span.attempts())
          .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
          .containsExactly(529L, 200L);
    }
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    assertThat(call(outcome, "timeout").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.anthropic.errors.AnthropicIoException"));
    assertThat(call(outcome, "closed").attributes()).contains(entry("aiops.call.outcome", "error"));
    assertThat(outcome.result("chat-bad")).contains("BadRequestException");
    assertThat(call(outcome, "chat-bad").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.anthropic.errors.BadRequestException"))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "streamasync", "betastream", "rawstream")) {
      seesAStream(outcome, name);
    }
    for (String name : List.of("stream-error", "stream-cut")) {
      assertThat(outcome.result(name)).startsWith("threw");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
    }
  }

  private static void seesAStream(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
    assertThat(call(outcome, name).attributes())
        .as(name)
        .contains(
            entry("gen_ai.request.stream", true),
            entry("gen_ai.response.finish_reasons", List.of("end_turn")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L))
        .containsKey("gen_ai.response.time_to_first_chunk");
  }

  private static void seesAbandoned(AgentJvm.Outcome outcome) {
    for (String name : List.of("abandon", "abandonasync")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hel");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
    }
    assertThat(call(outcome, "unread").attributes())
        .contains(entry("aiops.call.outcome", "abandoned"));
  }

  private static void seesCancelled(AgentJvm.Outcome outcome) {
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(9_500_000_000L);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 0L),
              entry("error.type", "budget_exceeded"));
      assertThat(provider.received(name)).as(name).isEmpty();
    }
  }

  /** The first attempt may be billed, so the second needs as much once more. */
  private void refusesARetryThatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-crossing", "async-crossing")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.budget.charge", "full"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  /** The only span that is none of ours: a request to the provider that costs nothing. */
  private void seesThatCountingIsNoCall(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("count")).isEqualTo("12 tokens");
    assertThat(provider.received("count"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.path()).endsWith("/v1/messages/count_tokens"));
    assertThat(outcome.spans())
        .filteredOn(span -> !"anthropic-java".equals(span.attribute("aiops.call.library")))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.attributes())
                    .containsKey("http.request.method")
                    .doesNotContainKeys("aiops.ungoverned", "aiops.budget.charged"));
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
