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
  void messagesStream_isAsAnthropicDocumentsIt_andBilled() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,
         "messages":[{"role":"user","content":"@say Hi you"}]}""";
    String usage =
        "\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":0,"
            + "\"cache_read_input_tokens\":0,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,"
            + "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":%d,"
            + "\"service_tier\":\"standard\"}";
    assertThat(send("POST", "/v1/messages", body).body().split("\n\n"))
        .containsExactly(
            event(
                "message_start",
                ",\"message\":{\"id\":\"msg_sim00000001\",\"type\":\"message\","
                    + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                    + usage.formatted(1)
                    + "}"),
            event("ping", ""),
            event(
                "content_block_start",
                ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
            event(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi \"}"),
            event(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"you\"}"),
            event("content_block_stop", ",\"index\":0"),
            event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                    + usage.formatted(2)),
            event("message_stop", ""));
    // 10 in at 3 and 2 out at 15 USD per million
    assertThat(simulator.ledger().calls().get(0).nanoUsd()).isEqualTo(60_000);
  }

  private static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}";
  }

  @Test
  void messages_thinkCallToolsReadAndWriteTheCache() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5#usage=100/40/20/8/25","max_tokens":64,
         "messages":[{"role":"user","content":"@call weather {\\"city\\":\\"Rome\\"}"}]}""";
    assertThat(send("POST", "/v1/messages", body).body())
        .contains("{\"type\":\"thinking\",", "\"input\":{\"city\":\"Rome\"}")
        .contains("\"stop_reason\":\"tool_use\"", "\"cache_read_input_tokens\":40")
        .contains("\"input_tokens\":35,\"cache_creation_input_tokens\":25,")
        .contains("\"ephemeral_5m_input_tokens\":25,", "\"thinking_tokens\":8");
    // 35 at 3, 40 read at 0.30, 25 written at 3.75 and 20 at 15 USD per million
    assertThat(simulator.ledger().calls().get(0).nanoUsd()).isEqualTo(510_750);
  }

  @Test
  void generateContentStream_isAsGoogleDocumentsIt_andBilled() throws Exception {
    String body =
        """
        {"contents":[{"parts":[{"text":"@say Hi you\\n@sim usage=30/10/14/12"}],"role":"user"}]}""";
    String path = "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse";
    String tail = "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"resp_sim00000001\"}";
    String prompt =
        "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":30}],\"thoughtsTokenCount\":12},";
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
    String call = "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}}}";
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
  void generateContent_withoutContents_isRefusedAsGoogleDoes() throws Exception {
    HttpResponse<String> response =
        send("POST", "/v1beta/models/gemini-2.5-flash:generateContent", "{}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":{\"code\":400,\"message\":\"* GenerateContentRequest.contents: contents is not specified\",\"status\":\"INVALID_ARGUMENT\"}}");
  }

  @Test
  void messages_withoutALimit_areRefusedAsAnthropicDoes() throws Exception {
    HttpResponse<String> response =
        send("POST", "/v1/messages", "{\"model\":\"claude-sonnet-4-5\",\"messages\":[]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                + "\"message\":\"max_tokens: Field required\"},\"request_id\":\"req_sim1\"}");
    assertThat(response.headers().firstValue("request-id")).hasValue("req_sim1");
  }

  @Test
  void messagesStream_thatBreaksOff_saysWhy_andIsBilledForWhatWasSent() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5#fault=error-event;cut-after=4","max_tokens":64,"stream":true,
         "messages":[{"role":"user","content":"@say Hi you"}]}""";
    HttpResponse<String> response = send("POST", "/v1/messages", body);
    assertThat(response.headers().firstValue("request-id")).hasValue("req_sim1");
    assertThat(response.body().split("\n\n"))
        .hasSize(5)
        .endsWith(
            event(
                "error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"));
    // 10 in at 3 and 1 of 2 out at 15 USD per million
    assertThat(simulator.ledger().calls().get(0).nanoUsd()).isEqualTo(45_000);
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
