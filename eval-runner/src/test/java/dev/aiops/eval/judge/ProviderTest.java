/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Target.OfRun;
import dev.aiops.eval.judge.ModelServer.Reply;
import dev.aiops.eval.trace.SampleRun;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each provider's protocol, as far as a judge needs it, against a server on this machine. */
class ProviderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @AfterEach
  void forgetAws() {
    System.getProperties().keySet().removeIf(key -> String.valueOf(key).startsWith("aws."));
  }

  private static String verdict(JsonNode request) {
    return ModelServer.verdict("pass").replace("$TICKET", ModelServer.ticket(request));
  }

  private static Reply anthropic(JsonNode request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "m-1").put("type", "message").put("role", "assistant").put("model", "judge-1");
    body.put("stop_reason", "end_turn");
    body.putArray("content").addObject().put("type", "text").put("text", verdict(request));
    body.putObject("usage").put("input_tokens", 1_000).put("output_tokens", 50);
    return new Reply(200, body.toString());
  }

  private static Reply gemini(JsonNode request) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode candidate = body.putArray("candidates").addObject().put("finishReason", "STOP");
    candidate
        .putObject("content")
        .put("role", "model")
        .putArray("parts")
        .addObject()
        .put("text", verdict(request));
    body.putObject("usageMetadata")
        .put("promptTokenCount", 1_000)
        .put("candidatesTokenCount", 50)
        .put("totalTokenCount", 1_050);
    return new Reply(200, body.toString());
  }

  private static Reply ollama(JsonNode request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", "judge-1").put("created_at", "2026-11-20T10:00:00Z").put("done", true);
    body.put("done_reason", "stop").put("prompt_eval_count", 1_000).put("eval_count", 50);
    body.putObject("message").put("role", "assistant").put("content", verdict(request));
    return new Reply(200, body.toString());
  }

  private static Reply bedrock(JsonNode request) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode message = body.putObject("output").putObject("message").put("role", "assistant");
    message.putArray("content").addObject().put("text", verdict(request));
    body.put("stopReason", "end_turn");
    body.putObject("usage")
        .put("inputTokens", 1_000)
        .put("outputTokens", 50)
        .put("totalTokens", 1_050);
    body.putObject("metrics").put("latencyMs", 1);
    return new Reply(200, body.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anthropic_isAsked(boolean structured) {
    assertPasses(Provider.ANTHROPIC, structured, ProviderTest::anthropic);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gemini_isAsked(boolean structured) {
    assertPasses(Provider.GEMINI, structured, ProviderTest::gemini);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ollama_isAsked(boolean structured) {
    assertPasses(Provider.OLLAMA, structured, ProviderTest::ollama);
  }

  @Test
  void bedrock_isAsked() {
    try (ModelServer server = ModelServer.replying(ProviderTest::bedrock)) {
      System.setProperty("aws.region", "eu-central-1");
      System.setProperty("aws.accessKeyId", "none");
      System.setProperty("aws.secretAccessKey", "none");
      System.setProperty("aws.endpointUrlBedrockRuntime", server.url().replace("/v1", ""));
      assertPasses(settings(Provider.BEDROCK, null, true));
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void openAi_withoutStructure_isSentNoSchema() {
    try (ModelServer server = ModelServer.judging("pass")) {
      assertPasses(settings(Provider.OPENAI, server.url(), false));
      assertThat(server.asked().get(0).has("response_format")).isFalse();
    }
  }

  @Test
  void onesOwn_isAsked() {
    try (ModelServer server = ModelServer.judging("pass")) {
      assertPasses(settings(Providers.onClassPath().get("gateway"), server.url(), false));
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void key_isMissedBeforeAnybodyIsAsked() {
    JudgeSettings settings = settings(Provider.ANTHROPIC, null, true);
    assertThat(Judge.missing(settings, Map.of()))
        .contains("ANTHROPIC_API_KEY is not set: put the key of anthropic there");
    assertThat(Judge.missing(settings, Map.of("ANTHROPIC_API_KEY", "k"))).isEmpty();
    assertThat(Judge.missing(settings(Provider.BEDROCK, null, true), Map.of())).isEmpty();
  }

  private static void assertPasses(
      ModelProvider provider, boolean structured, Function<JsonNode, Reply> answer) {
    try (ModelServer server = ModelServer.replying(answer)) {
      assertPasses(settings(provider, server.url(), structured));
      assertThat(server.asked().get(0).toString()).contains("Tone: is the answer polite");
    }
  }

  private static void assertPasses(JudgeSettings settings) {
    Judge judge =
        new Judge(settings, Map.of(settings.keyVariable(), "key"), InstantSource.fixed(Judges.NOW));
    assertThat(judge.on(new OfRun(SampleRun.answering("Hello.")))).isInstanceOf(Scored.class);
  }

  private static JudgeSettings settings(
      ModelProvider provider, @Nullable String url, boolean structured) {
    return new JudgeSettings(
        Criterion.TONE,
        provider,
        "judge-1",
        url == null ? null : URI.create(url),
        provider.usualKey(),
        structured,
        null,
        Duration.ofSeconds(5),
        1,
        "");
  }
}
