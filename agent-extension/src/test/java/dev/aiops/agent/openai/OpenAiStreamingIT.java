/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static dev.aiops.agent.openai.Answers.DONE;
import static dev.aiops.agent.openai.Answers.created;
import static dev.aiops.agent.openai.Answers.delta;
import static dev.aiops.agent.openai.Answers.error;
import static dev.aiops.agent.openai.Answers.event;
import static dev.aiops.agent.openai.Answers.response;
import static dev.aiops.agent.openai.Answers.stop;
import static dev.aiops.agent.openai.Answers.textDelta;
import static dev.aiops.agent.openai.Answers.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider.Received;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of openai-java under the built agent, with each fault. */
class OpenAiStreamingIT {

  private static final List<String> CASES = new ArrayList<>();
  private static final WireProvider PROVIDER = WireProvider.start();

  private static AgentJvm.Outcome outcome;

  private static void script(String name, Reply... replies) {
    PROVIDER.script(name, replies);
    CASES.add(name);
  }

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    Reply whole = Reply.events(delta("Hel"), delta("lo"), stop(), usage(), DONE);
    script("stream", whole.withPause(30));
    script("streamusage", whole);
    script("streamasync", whole.withPause(30));
    script("stream-retry", Reply.json(429, error("rate_limit_exceeded")), whole);
    script("stream-noUsage", Reply.events(delta("Hello"), stop(), DONE));
    script("stream-cut", Reply.events(delta("Hel"), delta("lo")).withCut());
    script("stream-short", Reply.events(delta("Hel"), delta("lo")));
    script("stream-error", Reply.events(delta("Hel"), "data: " + error("server_error") + "\n\n"));
    script("stream-broken", Reply.events(delta("Hel"), "data: {\"id\n\n", DONE));
    script("stream-bad", Reply.json(400, error("model_not_found")));
    script("abandon", Reply.events(delta("Hel"), delta("lo"), stop(), DONE).withPause(200));
    script("enough", Reply.events(delta("Hello"), stop() + usage(), DONE).withPause(50));
    script(
        "stream-strict",
        Reply.json(400, "{\"error\":{\"message\":\"Unknown parameter: 'stream_options'.\"}}"),
        Reply.events(delta("Hello"), stop(), DONE));
    script(
        "responsestream",
        Reply.events(
            created(),
            textDelta("Hel"),
            textDelta("lo"),
            event(
                "response.completed",
                "\"response\":" + response("completed", Answers.responseOutput()))));
    script("responsestream-cut", Reply.events(created(), textDelta("Hel")).withCut());
    outcome =
        PROVIDER.run(
            folder, Map.of("otel.logs.exporter", "logging-otlp"), CASES.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @AfterAll
  static void stopProvider() {
    PROVIDER.close();
  }

  private static AppSpan call(String name) {
    return CaseSpans.of(outcome, name).call();
  }

  private static void wasSent(String name, String part) {
    assertThat(PROVIDER.received(name)).extracting(Received::body).allMatch(b -> b.contains(part));
  }

  @Test
  void everyHook_isInPlaceWithoutTrouble_andReported() {
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
    assertThat(outcome.output().lines().filter(line -> line.contains("aiops.hooks.armed")))
        .anyMatch(line -> line.contains("openai-java"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "streamasync"})
  void stream_isAskedForItsUsage_andTheAppSeesNoneOfIt(String name) {
    assertThat(outcome.result(name)).isIn("Hello usages 0", "Hello");
    wasSent(name, "{\"stream_options\":{\"include_usage\":true},");
    AppSpan span = call(name);
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.request.stream", true),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.usage.source", "reported"),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 40L),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.response.id", "chatcmpl-2"),
            entry("aiops.cost.usd", "0.000400000"));
    assertThat(span.number("gen_ai.response.time_to_first_chunk")).isBetween(0.02, 20.0);
    assertThat(span.endNanos() - span.startNanos()).isGreaterThan(120_000_000L);
  }

  @Test
  void stream_whoseAppAsksForUsage_isLeftAlone() {
    assertThat(outcome.result("streamusage")).isEqualTo("Hello usages 1");
    assertThat(PROVIDER.received("streamusage").get(0).body()).doesNotStartWith("{\"stream_opt");
    assertThat(call("streamusage").attribute("gen_ai.usage.input_tokens")).isEqualTo(100L);
  }

  @Test
  void stream_serverThatRejectsTheOption_isAskedAgainWithoutIt() {
    assertThat(outcome.result("stream-strict")).isEqualTo("Hello usages 0");
    List<Received> received = PROVIDER.received("stream-strict");
    assertThat(received).hasSize(2);
    assertThat(received.get(0).body()).contains("include_usage");
    assertThat(received.get(1).body()).doesNotContain("include_usage");
    AppSpan span = call("stream-strict");
    assertThat(span.attempts()).hasSize(2);
    assertThat(span.attributes())
        .contains(entry("aiops.call.outcome", "ok"), entry("aiops.usage.source", "estimated"));
  }

  @Test
  void retriedStream_isOneCall() {
    assertThat(outcome.result("stream-retry")).isEqualTo("Hello usages 0");
    assertThat(call("stream-retry").attributes())
        .contains(entry("aiops.call.attempts", 2L), entry("gen_ai.usage.input_tokens", 100L));
  }

  @Test
  void streamWithoutUsage_isEstimated() {
    assertThat(call("stream-noUsage").attributes())
        .contains(
            entry("aiops.call.outcome", "ok"),
            entry("aiops.usage.source", "estimated"),
            entry("aiops.cost.status", "estimated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-cut", "stream-short", "stream-error", "stream-broken"})
  void streamTheProviderBreaksOff_isCutAndEstimated(String name) {
    AppSpan span = call(name);
    assertThat(span.failed()).isTrue();
    assertThat(span.attributes())
        .contains(
            entry("aiops.call.outcome", "cut"),
            entry("aiops.usage.source", "estimated"),
            entry("aiops.cost.status", "estimated"),
            entry("gen_ai.response.finish_reasons", List.of("error")));
    assertThat(span.number("gen_ai.usage.output_tokens")).isPositive();
  }

  @Test
  void streamRefusedByStatus_failsWithTheAppsException() {
    assertThat(outcome.result("stream-bad")).contains("BadRequestException");
    assertThat(call("stream-bad").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.openai.errors.BadRequestException"))
        .doesNotContainKey("aiops.cost.status");
    assertThat(PROVIDER.received("stream-bad")).as("asked once: it is not the option").hasSize(1);
  }

  @Test
  void streamTheAppCloses_isAbandoned() {
    assertThat(outcome.result("abandon")).isEqualTo("Hel");
    assertThat(call("abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.cost.status", "estimated"));
  }

  @Test
  void streamReadToItsFinishReason_isComplete() {
    assertThat(call("enough").attributes())
        .contains(entry("aiops.call.outcome", "ok"), entry("gen_ai.usage.output_tokens", 20L));
  }

  @Test
  void responsesStream_isReadToItsTerminalEvent() {
    assertThat(outcome.result("responsestream")).isEqualTo("Hello");
    AppSpan span = call("responsestream");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.request.stream", true),
            entry("aiops.call.outcome", "ok"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("gen_ai.usage.input_tokens", 100L));
    assertThat(span.number("gen_ai.response.time_to_first_chunk")).isPositive();
  }

  @Test
  void responsesStreamCut_isEstimated() {
    assertThat(call("responsestream-cut").attributes())
        .contains(entry("aiops.call.outcome", "cut"), entry("aiops.cost.status", "estimated"));
  }
}
