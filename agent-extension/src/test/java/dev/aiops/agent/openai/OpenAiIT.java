/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static dev.aiops.agent.openai.Answers.chat;
import static dev.aiops.agent.openai.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocking and asynchronous use of openai-java under the built agent, with each fault. */
class OpenAiIT {

  private static final List<String> CASES = new ArrayList<>();
  private static final WireProvider PROVIDER = WireProvider.start();

  private static AgentJvm.Outcome outcome;

  private static void script(String name, Reply... replies) {
    PROVIDER.script(name, replies);
    CASES.add(name);
  }

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    Reply hello = Reply.json(200, chat("Hello"));
    for (String plain : List.of("chat", "raw", "unread", "leaked", "options", "async", "then")) {
      script(plain, hello);
    }
    script("chat-retry", Reply.json(429, error("rate_limit_exceeded")), hello);
    script("async-retry", Reply.json(503, error("overloaded")), hello);
    script("chat-fail", Reply.json(500, error("server_error")));
    script("chat-bad", Reply.json(400, error("context_length_exceeded")));
    script("async-bad", Reply.json(400, error("context_length_exceeded")));
    script("desk-bad", Reply.json(401, error("invalid_api_key")));
    script("chat-malformed", Reply.json(200, "{\"id\":\"chatcmpl-1\",\"choices\":[{\"mess"));
    script("chat-html", Reply.json(200, "<html>proxy</html>"));
    script("chat-cut", Reply.json(200, "{\"id\":\"x\",\"choices\":[").withCut());
    script("chat-nousage", Reply.json(200, chat("Hello", "")));
    script("chat-badutf8", badUtf8());
    script("chat-huge", Reply.json(200, chat("x".repeat(50_000_000))));
    script("timeout", hello.withPause(3_000));
    script("cancel", hello.withPause(10_000));
    script("expire", hello.withPause(10_000));
    script("unreachable");
    script("azure", hello);
    script("parallel", hello);
    script("completions", Reply.json(200, completion()));
    script("embeddings", Reply.json(200, Answers.embedding()));
    script("responses", Reply.json(200, Answers.response("completed", Answers.responseOutput())));
    outcome =
        PROVIDER.run(
            folder,
            Map.of("aiops.runs.methods", "org.example.openai.Desk[ask]"),
            CASES.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private static Reply badUtf8() {
    byte[] body = chat("a?b").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '?' ? (byte) 0xFF : body[i];
    }
    return new Reply(200, "application/json", List.of(body), 0, false);
  }

  private static String completion() {
    return "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"text\":\"a time\",\"index\":0,\"logprobs\":null,"
        + "\"finish_reason\":\"length\"}],"
        + Answers.USAGE
        + "}";
  }

  private static AppSpan call(String name) {
    return CaseSpans.of(outcome, name).call();
  }

  @Test
  void everyHook_isInPlaceWithoutTrouble() {
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");
  }

  @Test
  void chat_isOneSpanWithAllItsFigures() {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    AppSpan span = call("chat");
    assertThat(span.name()).isEqualTo("chat chat");
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.failed()).isFalse();
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.model", "chat"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.temperature", 0.25),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "chatcmpl-1"),
            entry("gen_ai.response.model", "gpt-4o-2024-08-06"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 40L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("aiops.usage.service_tier", "default"),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "openai-java"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            // 60 at 2.50, 40 cached at 1.25 and 20 at 10.00 USD per million
            entry("aiops.cost.usd", "0.000400000"),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) PROVIDER.port()));
  }

  @Test
  void httpSpan_isNotBelowTheCall_norGoesAnythingToTheServer() {
    AppSpan call = call("chat");
    assertThat(outcome.spans()).noneMatch(span -> span.parentId().equals(call.id()));
    assertThat(PROVIDER.received("chat").get(0).traceparent()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "options", "async", "azure"})
  void everyWayToAsk_isOneCallWithItsUsage(String name) {
    assertThat(outcome.result(name)).endsWith("Hello");
    assertThat(call(name).attributes())
        .contains(
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            entry("gen_ai.usage.input_tokens", 100L));
    assertThat(PROVIDER.received(name)).hasSize(1);
  }

  @Test
  void azure_isToldByItsPath_andItsModelByTheAnswer() {
    assertThat(PROVIDER.received("azure").get(0).path())
        .isEqualTo("/azure/openai/deployments/azure/chat/completions");
    assertThat(call("azure").attributes())
        .contains(
            entry("gen_ai.provider.name", "azure.ai.openai"),
            entry("gen_ai.response.model", "gpt-4o-2024-08-06"));
  }

  @Test
  void callAfterAnAsynchronousOne_isBesideIt() {
    List<AppSpan> calls = CaseSpans.of(outcome, "then").calls();
    assertThat(calls).hasSize(2);
    assertThat(calls).extracting(AppSpan::parentId).containsOnly("");
    assertThat(calls).extracting(s -> s.attribute("aiops.call.outcome")).containsOnly("ok");
  }

  @ParameterizedTest
  @CsvSource({"chat-retry,429", "async-retry,503"})
  void retry_isAnAttemptOfTheSameCall(String name, long status) {
    AppSpan span = call(name);
    assertThat(span.attribute("aiops.call.attempts")).isEqualTo(2L);
    assertThat(span.attribute("aiops.call.outcome")).isEqualTo("ok");
    assertThat(span.attempts()).hasSize(2);
    assertThat(span.attempts().get(0).attributes())
        .contains(entry("http.response.status_code", status), entry("aiops.attempt.number", 1L));
    assertThat(span.attempts().get(1).attributes())
        .contains(entry("http.response.status_code", 200L), entry("aiops.attempt.number", 2L));
    assertThat(span.attempts().get(1).attributes().get("aiops.attempt.wait_ms"))
        .satisfies(wait -> assertThat((Long) wait).isBetween(35L, 2_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "chat-fail,InternalServerException,2",
    "chat-bad,BadRequestException,1",
    "async-bad,BadRequestException,1"
  })
  void errorStatus_failsTheCallWithTheAppsException_andCostsNothing(
      String name, String error, long attempts) {
    assertThat(outcome.result(name)).contains(error);
    AppSpan span = call(name);
    assertThat(span.failed()).isTrue();
    assertThat(span.attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("aiops.call.attempts", attempts),
            entry("error.type", "com.openai.errors." + error))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
  }

  @Test
  void runThatFailsWithTheCallsException_namesTheCall() {
    CaseSpans spans = CaseSpans.of(outcome, "desk-bad");
    assertThat(spans.tree()).containsExactly("invoke_agent Desk", "  chat desk-bad");
    assertThat(spans.root().attribute("aiops.run.failing_span_id")).isEqualTo(spans.call().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat-malformed", "chat-html", "chat-cut"})
  void answerThatIsNoJson_isCutAndEstimated(String name) {
    assertThat(outcome.result(name)).startsWith("threw com.openai.errors.OpenAI");
    AppSpan span = call(name);
    assertThat(span.failed()).isTrue();
    assertThat(span.attributes())
        .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
  }

  @Test
  void answerWithoutUsage_isEstimatedFromItsText() {
    assertThat(outcome.result("chat-nousage")).isEqualTo("Hello");
    AppSpan span = call("chat-nousage");
    assertThat(span.attributes())
        .contains(
            entry("aiops.call.outcome", "ok"),
            entry("aiops.usage.source", "estimated"),
            entry("aiops.cost.status", "estimated"));
    assertThat(span.number("gen_ai.usage.input_tokens")).isPositive();
    assertThat(span.number("gen_ai.usage.output_tokens")).isPositive();
  }

  @Test
  void bytesThatAreNoUtf8_doNoHarm() {
    // Jackson refuses them, so the app would see that error without us too
    assertThat(outcome.result("chat-badutf8")).contains("OpenAIInvalidDataException");
    assertThat(call("chat-badutf8").attributes())
        .contains(entry("gen_ai.response.id", "chatcmpl-1"));
  }

  @Test
  void message_of50Megabytes_isRead() {
    assertThat(call("chat-huge").attributes()).contains(entry("gen_ai.response.id", "chatcmpl-1"));
  }

  @Test
  void unreadAnswer_isAbandoned() {
    assertThat(call("unread").attributes()).contains(entry("aiops.call.outcome", "abandoned"));
    assertThat(call("leaked").attributes()).contains(entry("aiops.call.outcome", "abandoned"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "expire"})
  void callGivenUp_isCancelledAtOnce(String name) {
    AppSpan span = call(name);
    assertThat(span.attribute("aiops.call.outcome")).isEqualTo("cancelled");
    assertThat(span.endNanos() - span.startNanos()).isLessThan(9_500_000_000L);
  }

  @Test
  void timeout_isAFailedAttempt() {
    AppSpan span = call("timeout");
    assertThat(span.attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.openai.errors.OpenAIIoException"));
    assertThat(span.attempts()).hasSize(1);
    assertThat(span.attempts().get(0).attributes()).containsKey("error.type");
  }

  @Test
  void unreachableServer_failsEachAttempt() {
    AppSpan span = call("unreachable");
    assertThat(span.attempts()).hasSize(2);
    assertThat(span.attributes())
        .contains(entry("aiops.call.outcome", "error"), entry("server.port", 9L))
        .doesNotContainKey("aiops.cost.usd");
  }

  @Test
  void legacyCompletion_isRead() {
    AppSpan span = call("completions");
    assertThat(span.name()).isEqualTo("text_completion completions");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.response.finish_reasons", List.of("length")),
            entry("gen_ai.usage.output_tokens", 20L));
  }

  @Test
  void embeddings_inBase64_areRead() {
    assertThat(outcome.result("embeddings")).isEqualTo("[1.0, 2.0]");
    AppSpan span = call("embeddings");
    assertThat(span.name()).isEqualTo("embeddings embeddings");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.embeddings.dimension.count", 2L),
            entry("gen_ai.usage.input_tokens", 2L),
            entry("gen_ai.response.model", "text-embedding-3-small"),
            entry("aiops.cost.usd", "0.000000040"));
  }

  @Test
  void responses_areRead() {
    assertThat(outcome.result("responses")).isEqualTo("resp_1");
    assertThat(call("responses").attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.response.id", "resp_1"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.request.max_tokens", 50L),
            entry("gen_ai.usage.cache_read.input_tokens", 40L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L));
  }

  @Test
  void parallelCalls_neverMix() {
    assertThat(outcome.result("parallel")).isEqualTo("right 40");
    List<AppSpan> calls = CaseSpans.of(outcome, "parallel").calls();
    assertThat(calls).hasSize(40);
    assertThat(calls)
        .extracting(s -> Objects.requireNonNull(s.attribute("aiops.run.id")))
        .doesNotHaveDuplicates();
    assertThat(calls).extracting(s -> s.attribute("gen_ai.usage.input_tokens")).containsOnly(100L);
  }
}
