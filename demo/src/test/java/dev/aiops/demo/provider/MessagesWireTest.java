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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's messages at the door; where the texts are from says {@link MessagesProtocol}. */
class MessagesWireTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ProviderSimulator simulator =
      ProviderSimulator.builder().clock(Clock.fixed(NOON, ZoneOffset.UTC)).start();

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> send(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.root() + "/v1/messages"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private BilledCall billed() {
    return simulator.ledger().calls().get(0);
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
            + "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":1,"
            + "\"service_tier\":\"standard\"}";
    assertThat(send(body).body().split("\n\n"))
        .containsExactly(
            event(
                "message_start",
                ",\"message\":{\"id\":\"msg_sim00000001\",\"type\":\"message\","
                    + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\","
                    + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                    + usage
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
                    + "\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":0,"
                    + "\"cache_read_input_tokens\":0,\"output_tokens\":2}"),
            event("message_stop", ""));
    // 10 in at 3 and 2 out at 15 USD per million
    assertThat(billed().nanoUsd()).isEqualTo(60_000);
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
    assertThat(send(body).body())
        .contains("{\"type\":\"thinking\",", "\"input\":{\"city\":\"Rome\"}")
        .contains("\"stop_reason\":\"tool_use\"", "\"cache_read_input_tokens\":40")
        .contains("\"input_tokens\":35,\"cache_creation_input_tokens\":25,")
        .contains("\"ephemeral_5m_input_tokens\":25,", "\"thinking_tokens\":8");
    // 35 at 3, 40 read at 0.30, 25 written at 3.75 and 20 at 15 USD per million
    assertThat(billed().nanoUsd()).isEqualTo(510_750);
  }

  @Test
  void messages_withoutALimit_areRefusedAsAnthropicDoes() throws Exception {
    HttpResponse<String> response = send("{\"model\":\"claude-sonnet-4-5\",\"messages\":[]}");
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
    HttpResponse<String> response = send(body);
    assertThat(response.headers().firstValue("request-id")).hasValue("req_sim1");
    assertThat(response.body().split("\n\n"))
        .hasSize(5)
        .endsWith(
            event(
                "error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"));
    // 10 in at 3 and 1 of 2 out at 15 USD per million
    assertThat(billed().nanoUsd()).isEqualTo(45_000);
  }

  @Test
  void messagesStream_thinksAndSigns_andTellsAtItsStartHowLongTheCacheKeepsWhat() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5#usage=100/40/20/8/25/10","max_tokens":64,"stream":true,
         "messages":[{"role":"user","content":"@say Hi"}]}""";
    String input =
        "\"usage\":{\"input_tokens\":35,\"cache_creation_input_tokens\":25,\"cache_read_input_tokens\":40,";
    assertThat(List.of(send(body).body().split("\n\n", -1)))
        .contains(
            event(
                "content_block_start",
                ",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
            event(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"The user wants an answer. Let me give one.\"}"),
            event(
                "content_block_delta",
                ",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2lnbmF0dXJl\"}"),
            event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                    + input
                    + "\"output_tokens\":20,\"output_tokens_details\":{\"thinking_tokens\":8}}"))
        .first()
        .asString()
        .endsWith(
            input
                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":15,\"ephemeral_1h_input_tokens\":10},"
                + "\"output_tokens\":1,\"service_tier\":\"standard\"}}}");
    // 35 at 3, 40 read at 0.30, 15 written at 3.75, 10 for an hour at 6 and 20 at 15 USD per
    // million
    assertThat(billed().nanoUsd()).isEqualTo(533_250);
  }

  @Test
  void messages_thinkInCiphertext_whereOrdered() throws Exception {
    String block = "{\"type\":\"redacted_thinking\",\"data\":\"cmVkYWN0ZWQ=\"}";
    String body =
        """
        {"model":"claude-sonnet-4-5#usage=100/0/20/8;thinks=redacted","max_tokens":64,
         "messages":[{"role":"user","content":"@say Hi"}]}""";
    assertThat(send(body).body()).contains("\"content\":[" + block + ",{\"type\":\"text\"");
    assertThat(send(body.replaceFirst("\\{", "{\"stream\":true,")).body())
        .contains(
            event("content_block_start", ",\"index\":0,\"content_block\":" + block)
                + "\n\n"
                + event("content_block_stop", ",\"index\":0"))
        .doesNotContain("thinking_delta", "signature_delta");
  }

  @Test
  void messages_searchTheWebByThemselves_andBillIt() throws Exception {
    String use =
        "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_sim1\",\"name\":\"web_search\",\"input\":";
    String result =
        "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_sim1\",\"content\":[{"
            + "\"type\":\"web_search_result\",\"url\":\"https://shop.example/hours\","
            + "\"title\":\"Opening hours\",\"encrypted_content\":\"ZW5jcnlwdGVk\",\"page_age\":null}]}";
    String count = "\"server_tool_use\":{\"web_search_requests\":2}}";
    String body =
        """
        {"model":"claude-sonnet-4-5#usage=100/0/20/0;searches=2","max_tokens":64,
         "messages":[{"role":"user","content":"@say Hi"}]}""";
    assertThat(send(body).body())
        .contains(use + "{\"query\":\"opening hours\"}}," + result + ",{\"type\":\"text\"", count);
    assertThat(send(body.replaceFirst("\\{", "{\"stream\":true,")).body())
        .contains(use + "{}}", "\"partial_json\":\"{\\\"query\\\":\\\"opening hours\\\"}\"", result)
        .contains("\"output_tokens\":20," + count);
    // 100 in at 3 and 20 out at 15 USD per million, two searches at 10 per thousand
    assertThat(simulator.ledger().calls())
        .extracting(BilledCall::nanoUsd)
        .containsExactly(20_600_000L, 20_600_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusal", "pause_turn", "model_context_window_exceeded"})
  void messages_stopAsOrdered(String reason) throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5#stop=%s","max_tokens":64,
         "messages":[{"role":"user","content":"@say Hi"}]}"""
            .formatted(reason);
    assertThat(send(body).body()).contains("\"stop_reason\":\"" + reason + "\"");
  }

  @Test
  void messages_longerThanTheirLimit_areCut() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5","max_tokens":2,
         "messages":[{"role":"user","content":"@say one two three four"}]}""";
    assertThat(send(body).body())
        .contains("{\"type\":\"text\",\"text\":\"one two \"}", "\"stop_reason\":\"max_tokens\"");
  }

  @Test
  void messages_endBeforeTheTextTheyWereToldTo() throws Exception {
    String body =
        """
        {"model":"claude-sonnet-4-5","max_tokens":64,"stop_sequences":["none","three"],
         "messages":[{"role":"user","content":"@say one two three four"}]}""";
    String reason = "\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"three\"";
    assertThat(send(body).body()).contains("{\"type\":\"text\",\"text\":\"one two \"}", reason);
    String streamed = body.replaceFirst("\\{", "{\"stream\":true,");
    assertThat(send(streamed).body()).contains("\"text\":\"two \"", reason).doesNotContain("four");
  }
}
