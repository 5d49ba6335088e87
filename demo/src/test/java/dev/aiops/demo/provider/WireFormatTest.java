/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator at the door: exact text in, exact text out. */
class WireFormatTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ProviderSimulator simulator =
      ProviderSimulator.builder().clock(Clock.fixed(NOON, ZoneOffset.UTC)).start();

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.root() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void chatStream_withUsage() throws Exception {
    String body =
        """
        {"model":"gpt-4.1-nano","stream":true,"stream_options":{"include_usage":true},
         "messages":[{"role":"user","content":"@say Hi you"}]}""";
    HttpResponse<String> response = send("POST", "/v1/chat/completions", body);
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/event-stream; charset=utf-8");
    String head =
        """
        {"id":"chatcmpl-sim00000001","object":"chat.completion.chunk","created":1795521600,\
        "model":"gpt-4.1-nano-2025-04-14","service_tier":"default",\
        "system_fingerprint":"fp_simulated",\
        """
            .strip();
    assertThat(response.body().split("\n\n"))
        .containsExactly(
            "data: "
                + head
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
            "data: "
                + head
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi \"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
            "data: "
                + head
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"you\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
            "data: "
                + head
                + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}",
            "data: "
                + head
                + "\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}}",
            "data: [DONE]");
  }

  @Test
  void generateContentStream_isAsGoogleDocumentsIt_andBilled() throws Exception {
    String body =
        """
        {"contents":[{"parts":[{"text":"@say Hi you\\n@sim usage=30/10/14/12"}],"role":"user"}]}""";
    String path = "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse";
    String tail = "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"resp_sim00000001\"}";
    String prompt =
        "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":30}],"
            + "\"cacheTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":10}],\"thoughtsTokenCount\":12},";
    assertThat(send("POST", path, body).body().split("\n\n"))
        .containsExactly(
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi \"}],\"role\":\"model\"},\"index\":0}],"
                + "\"usageMetadata\":{\"promptTokenCount\":30,\"cachedContentTokenCount\":10,\"candidatesTokenCount\":1,\"totalTokenCount\":43,"
                + prompt
                + tail,
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"you\"}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}],"
                + "\"usageMetadata\":{\"promptTokenCount\":30,\"cachedContentTokenCount\":10,\"candidatesTokenCount\":2,\"totalTokenCount\":44,"
                + prompt
                + tail);
    assertThat(simulator.ledger().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.endpoint()).isEqualTo("generate_content");
              // 20 at 300, 10 cached at 30, 14 at 2500
              assertThat(call.nanoUsd()).isEqualTo(41_300);
            });
  }

  @Test
  void generateContent_callsFunctionsAndReadsTheirResults() throws Exception {
    String path =
        "/v1beta1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generateContent";
    String ask =
        "{\"role\":\"user\",\"parts\":[{\"text\":\"@call weather {\\\"city\\\":\\\"Rome\\\"}\"}]}";
    String call =
        "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}},\"thoughtSignature\":\"c2lnbmF0dXJl\"}";
    assertThat(send("POST", path, "{\"contents\":[" + ask + "]}").body())
        .startsWith(
            "{\"candidates\":[{\"content\":{\"parts\":["
                + call
                + "],\"role\":\"model\"},\"finishReason\":\"STOP\"");
    String result =
        "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"weather\",\"response\":{\"result\":\"sunny\"}}}]}";
    String contents = ask + ",{\"role\":\"model\",\"parts\":[" + call + "]}," + result;
    assertThat(send("POST", path, "{\"contents\":[" + contents + "]}").body())
        .startsWith(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"sunny\"}],\"role\":\"model\"}");
  }

  @Test
  void generateContent_showsThoughtsWhereTheyAreAskedFor() throws Exception {
    String body =
        """
        {"contents":[{"parts":[{"text":"@say Hi you\\n@sim usage=30/0/14/12"}],"role":"user"}],
         "generationConfig":{"thinkingConfig":{"includeThoughts":true}}}""";
    String thought =
        "{\"parts\":[{\"text\":\"The user wants an answer. Let me give one.\",\"thought\":true}";
    String path = "/v1beta/models/gemini-2.5-flash:";
    assertThat(send("POST", path + "generateContent", body).body())
        .startsWith("{\"candidates\":[{\"content\":" + thought + ",{\"text\":\"Hi you\"}],");
    String streamed = send("POST", path + "streamGenerateContent?alt=sse", body).body();
    assertThat(List.of(streamed.split("\n\n", -1)))
        .first()
        .asString()
        .startsWith(
            "data: {\"candidates\":[{\"content\":"
                + thought
                + "],\"role\":\"model\"},\"index\":0}],")
        .contains("\"candidatesTokenCount\":0,\"totalTokenCount\":42,");
  }

  @Test
  void generateContent_withoutContents_isRefusedAsGoogleDoes() throws Exception {
    HttpResponse<String> response =
        send("POST", "/v1beta/models/gemini-2.5-flash:generateContent", "{}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":{\"code\":400,\"message\":\"* GenerateContentRequest.contents: contents is not specified\",\"status\":\"INVALID_ARGUMENT\"}}");
  }

  @Test
  void azureDeployment_isTheModel() throws Exception {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"@say Hi\"}]}";
    String path = "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21";
    assertThat(send("POST", path, body).body()).contains("\"model\":\"gpt-4o-2024-08-06\"");
    assertThat(simulator.ledger().calls().get(0).modelAsked()).isEqualTo("gpt-4o");
  }

  @Test
  void noModel_isRefusedAsOpenAiDoes() throws Exception {
    HttpResponse<String> response =
        send(
            "POST",
            "/v1/chat/completions",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"you must provide a model parameter\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
  }

  @Test
  void script_speaksByRounds() throws Exception {
    String script =
        """
        [{"user": "order (A-\\\\d+)", "system": "support",
          "rounds": [[{"tool": "lookup", "arguments": {"id": "$1"}}]],
          "answer": "Order $1: $results"}]""";
    assertThat(send("PUT", "/admin/script", script).statusCode()).isEqualTo(200);
    String first =
        """
        {"model":"gpt-4o","messages":[{"role":"system","content":"You are support."},
         {"role":"user","content":"Where is order A-17?"}]}""";
    assertThat(send("POST", "/v1/chat/completions", first).body())
        .contains("\"name\":\"lookup\",\"arguments\":\"{\\\"id\\\":\\\"A-17\\\"}\"");
    String second =
        """
        {"model":"gpt-4o","messages":[{"role":"system","content":"You are support."},
         {"role":"user","content":"Where is order A-17?"},
         {"role":"assistant","tool_calls":[]},
         {"role":"tool","content":"shipped"}]}""";
    assertThat(send("POST", "/v1/chat/completions", second).body()).contains("Order A-17: shipped");
  }

  @Test
  void admin_showsTheLedgerAndForgetsIt() throws Exception {
    send("PUT", "/admin/directives", "fault=503");
    send(
        "POST",
        "/v1/chat/completions",
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}");
    assertThat(send("GET", "/admin/ledger", "").body())
        .startsWith("{\"billed_nano_usd\":0,\"accountable_nano_usd\":0,\"requests\":1,")
        .contains("\"status\":503,\"outcome\":\"REFUSED\"");
    assertThat(send("DELETE", "/admin/ledger", "").body()).contains("\"requests\":0");
  }

  @Test
  void admin_wrongDirective_saysWhichExist() throws Exception {
    HttpResponse<String> response = send("PUT", "/admin/directives", "falt=503");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("no such directive: falt=503; known: ");
  }
}
