/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.CallFacts.ServiceTier;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers of Anthropic's Messages API, in the shapes of its documentation. */
@NullUnmarked
class MessagesTest {

  private static final String USAGE =
      """
      "usage":{"input_tokens":60,"cache_creation_input_tokens":30,"cache_read_input_tokens":10,
      "cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},
      "output_tokens":%d,"service_tier":"standard","server_tool_use":{"web_search_requests":2}}""";

  private final RecordedCall call = new RecordedCall();

  private void document(String json, int status) throws IOException {
    read(json, AnswerBody.of(call, Endpoint.MESSAGES, status, false));
  }

  private void stream(String... events) throws IOException {
    read(String.join("", events), AnswerBody.of(call, Endpoint.MESSAGES, 200, true));
  }

  private static void read(String bytes, AnswerBody body) throws IOException {
    byte[] sent = bytes.getBytes(UTF_8);
    try (AnswerStream stream = AnswerStream.of(new ByteArrayInputStream(sent), body, false)) {
      assertThat(stream.readAllBytes()).isEqualTo(sent);
    }
  }

  private static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
  }

  private static String start() {
    return event(
        "message_start",
        ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"model\":\"claude-sonnet-4-5\",\"content\":[],\"stop_reason\":null,"
            + USAGE.formatted(1).replace("\n", "")
            + "}");
  }

  private static String block(String block) {
    return event("content_block_start", ",\"index\":0,\"content_block\":" + block);
  }

  private static String delta(int index, String delta) {
    return event("content_block_delta", ",\"index\":" + index + ",\"delta\":{" + delta + "}");
  }

  private static String stop(String reason) {
    return event(
        "message_delta",
        ",\"delta\":{\"stop_reason\":\""
            + reason
            + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15,"
            + "\"output_tokens_details\":{\"thinking_tokens\":7}}");
  }

  private static final String TEXT =
      block("{\"type\":\"text\",\"text\":\"\"}")
          + delta(0, "\"type\":\"text_delta\",\"text\":\"Hallo\"");
  private static final String OVER = event("message_stop", "");

  private void hasWholeUsage(long output) {
    assertThat(call.response().usage().inputTokens()).isEqualTo(100);
    assertThat(call.response().usage().cacheReadTokens()).isEqualTo(10);
    assertThat(call.response().usage().cacheWriteTokens()).isEqualTo(30);
    assertThat(call.response().usage().cacheWrite1hTokens()).isEqualTo(20);
    assertThat(call.response().usage().outputTokens()).isEqualTo(output);
    assertThat(call.response().usage().amount(UsageUnit.WEB_SEARCHES)).isEqualTo(2);
  }

  @Test
  void message_read_countsCacheIntoItsInput() throws IOException {
    document(
        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"model\":\"claude-sonnet-4-5\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},"
            + "{\"type\":\"text\",\"text\":\"Hallo\"},"
            + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{\"a\":1}}],"
            + "\"stop_reason\":\"tool_use\",\"stop_sequence\":null,"
            + USAGE.formatted(20)
            + "}",
        200);

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().id()).isEqualTo("msg_1");
    assertThat(call.response().model()).isEqualTo("claude-sonnet-4-5");
    assertThat(call.response().finishReasons()).containsExactly("tool_use");
    assertThat(call.response().serviceTier()).isEqualTo("standard");
    hasWholeUsage(20);
    assertThat(call.received).isEqualTo("Hm.Hallo{\"a\":1}".length());
    assertThat(call.response().messages().get())
        .contains("\"content\":\"Hallo\"", "\"id\":\"toolu_1\",\"name\":\"weather\"");
  }

  @Test
  void stream_read_hasTheLastCounts_andItsFirstChunkAtTheFirstDelta() throws IOException {
    stream(start(), event("ping", ""), TEXT, stop("end_turn"), OVER);

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.firstChunks).isEqualTo(1);
    assertThat(call.response().finishReasons()).containsExactly("end_turn");
    hasWholeUsage(15);
    assertThat(call.response().usage().reasoningTokens()).isEqualTo(7);
    assertThat(call.response().text().get()).isEqualTo("Hallo");
  }

  @Test
  void streamedToolCall_isPutTogether() throws IOException {
    stream(
        start(),
        block("{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{}}"),
        delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\"\""),
        delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\": 1}\""),
        stop("tool_use"),
        OVER);

    assertThat(call.response().messages().get())
        .contains("\"name\":\"weather\",\"arguments\":\"{\\\"a\\\": 1}\"");
  }

  @Test
  void toolOfTheProvider_isNoToolCall() throws IOException {
    stream(
        start(),
        block(
            "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{}}"),
        delta(0, "\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"query\\\": 1}\""),
        event("content_block_stop", ",\"index\":0"),
        event(
            "content_block_start",
            ",\"index\":1,\"content_block\":{\"type\":\"web_search_tool_result\",\"content\":[]}"),
        event(
            "content_block_start",
            ",\"index\":2,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
        delta(2, "\"type\":\"text_delta\",\"text\":\"Hallo\""),
        stop("pause_turn"),
        OVER);

    assertThat(call.response().finishReasons()).containsExactly("pause_turn");
    assertThat(call.response().messages().get())
        .contains("\"content\":\"Hallo\"")
        .doesNotContain("tool_call");
    hasWholeUsage(15);
  }

  @Test
  void streamThatBreaksOff_hasNoUsage_forItsFirstCountsAreNotItsLast() throws IOException {
    stream(start(), TEXT);

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.response().usage()).isNull();
    assertThat(call.received).isEqualTo("Hallo".length());
  }

  @Test
  void errorInAStream_cutsIt() throws IOException {
    stream(
        start(),
        TEXT,
        event("error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"));

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.error)
        .isInstanceOfSatisfying(
            ProviderError.class, e -> assertThat(e.type()).isEqualTo("overloaded_error"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 529})
  void errorStatus_fails(int status) throws IOException {
    document(
        "{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\"x\"},"
            + "\"request_id\":\"req_1\"}",
        status);

    assertThat(call.ends).containsExactly("error");
  }

  private static RequestReader request(String json) {
    RequestReader reader = new RequestReader();
    byte[] bytes = json.getBytes(UTF_8);
    reader.write(bytes, 0, bytes.length);
    return reader;
  }

  private static CallFacts facts(String members) {
    return request(whole(members)).facts(Endpoint.MESSAGES);
  }

  private static String whole(String members) {
    return "{\"model\":\"m\",\"max_tokens\":50," + members.replace('`', '"') + "}";
  }

  private static CallFacts.Builder expected(String members) {
    return CallFacts.builder(whole(members).getBytes(UTF_8).length).maxOutputTokens(50);
  }

  @Test
  void request_isRead() {
    ModelRequest request =
        request(whole("`stream`:true,`system`:`Be brief.`,`messages`:[{`content`:`Hi`}]"))
            .request(Endpoint.MESSAGES, "anthropic-java")
            .build();

    assertThat(request.provider()).isEqualTo("anthropic");
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    assertThat(request.maxTokens()).isEqualTo(50);
    assertThat(request.inputChars()).isEqualTo("Be brief.Hi".length());
  }

  @Test
  void textAndToolResults_areBoundedByTheirLength() {
    String members =
        "`system`:[{`type`:`text`,`text`:`Be brief.`}],`messages`:["
            + "{`content`:[{`type`:`tool_use`,`id`:`t`,`name`:`w`,`input`:{`a`:1}}]},"
            + "{`content`:[{`type`:`tool_result`,`tool_use_id`:`t`,"
            + "`content`:[{`type`:`text`,`text`:`sunny`}]}]}]";

    assertThat(facts(members)).isEqualTo(expected(members).messages(2).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`messages`:[{`content`:[{`type`:`image`,`source`:{}}]}] | images",
        "`messages`:[{`content`:[{`type`:`document`,`source`:{}}]}] | files",
        "`messages`:[{`content`:[{`type`:`tool_result`,`content`:[{`type`:`image`}]}]}] | images"
      })
  void whatIsNoText_isSaid(String members, String what) {
    CallFacts.Builder expected = expected(members).messages(1);

    assertThat(facts(members))
        .isEqualTo((what.equals("images") ? expected.images() : expected.files()).build());
  }

  @Test
  void tools_withoutAType_areOfTheApp_andAnthropicsAreBilledByTheirUses() {
    String tools =
        "[{`name`:`w`},{`type`:`bash_20250124`},{`type`:`web_search_20250305`,`max_uses`:5}]";
    String members = "`tools`:" + tools;

    assertThat(facts(members))
        .isEqualTo(
            expected(members)
                .tools(3, tools.length())
                .hostedTools(List.of(new HostedTool(UsageUnit.WEB_SEARCHES, 5)))
                .build());
  }

  @Test
  void cacheMarks_andFastMode_areSaid() {
    String members =
        "`speed`:`fast`,`system`:[{`type`:`text`,`text`:`x`,"
            + "`cache_control`:{`type`:`ephemeral`,`ttl`:`1h`}}]";

    assertThat(facts(members))
        .isEqualTo(
            expected(members)
                .cacheMarker(CacheMarker.HOUR)
                .serviceTier(ServiceTier.PRIORITY)
                .build());
  }

  @Test
  void messages_keepTheirToolsAndSystemText() {
    RequestMessages messages = new RequestMessages();
    byte[] bytes =
        whole(
                "`system`:[{`type`:`text`,`text`:`Be brief.`}],`messages`:["
                    + "{`role`:`user`,`content`:`Weather?`},"
                    + "{`role`:`user`,`content`:[{`type`:`tool_result`,"
                    + "`tool_use_id`:`t`,`content`:`sunny`}]}]")
            .getBytes(UTF_8);
    messages.write(bytes, 0, bytes.length);

    assertThat(messages.systemInstructions()).contains("Be brief.");
    assertThat(messages.inputMessages())
        .contains("\"type\":\"tool_call_response\",\"id\":\"t\",\"response\":\"sunny\"");
    assertThat(messages.lastPrompt()).isEqualTo("Weather?");
  }
}
