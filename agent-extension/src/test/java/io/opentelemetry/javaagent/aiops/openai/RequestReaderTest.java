/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class RequestReaderTest {

  private static RequestReader read(String json) {
    RequestReader reader = new RequestReader();
    byte[] bytes = json.getBytes(UTF_8);
    reader.write(bytes, 0, bytes.length);
    return reader;
  }

  private static ModelRequest request(Endpoint endpoint, String json) {
    return read(json).request(endpoint, "openai-java").build();
  }

  @Test
  void chat_request_isRead() {
    ModelRequest request =
        request(
            Endpoint.CHAT,
            """
            {"model":"gpt-4o","messages":[{"role":"system","content":"Be brief."},
            {"role":"user","content":[{"type":"text","text":"What is this?"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAAAAAA"}}]}],
            "max_completion_tokens":99,"temperature":0.5,"top_p":0.9,"n":2,"stream":true,
            "tools":[{"type":"function"}]}""");

    assertThat(request.operation()).isEqualTo(Operation.CHAT);
    assertThat(request.model()).isEqualTo("gpt-4o");
    assertThat(request.stream()).isTrue();
    assertThat(request.maxTokens()).isEqualTo(99);
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.topP()).isEqualTo(0.9);
    assertThat(request.choiceCount()).isEqualTo(2);
    assertThat(request.inputChars())
        .isEqualTo("Be brief.What is this?[{\"type\":\"function\"}]".length());
  }

  @Test
  void responses_request_isRead() {
    ModelRequest request =
        request(
            Endpoint.RESPONSES,
            "{\"model\":\"gpt-5\",\"instructions\":\"abc\",\"input\":\"de\",\"max_output_tokens\":7}");

    assertThat(request.maxTokens()).isEqualTo(7);
    assertThat(request.inputChars()).isEqualTo(5);
    assertThat(request.stream()).isFalse();
  }

  @Test
  void embeddings_ofTextAndOfTokens_areCounted() {
    assertThat(request(Endpoint.EMBEDDINGS, "{\"input\":[\"ab\",\"c\"],\"dimensions\":256}"))
        .satisfies(request -> assertThat(request.inputChars()).isEqualTo(3))
        .satisfies(request -> assertThat(request.dimensions()).isEqualTo(256));
    assertThat(request(Endpoint.EMBEDDINGS, "{\"input\":[[1,2,3],[4]]}").inputChars())
        .isEqualTo(16);
    assertThat(request(Endpoint.EMBEDDINGS, "{\"input\":[1,2]}").inputChars()).isEqualTo(8);
  }

  @Test
  void brokenRequest_isOfUnknownSize() {
    assertThat(request(Endpoint.CHAT, "{\"model\":\"m\",").inputChars()).isNegative();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{`stream`:true}|{`stream_options`:{`include_usage`:true},`stream`:true}",
        "{ `stream_options`:null,`stream`:true}"
            + "|{ `stream_options`:{`include_usage`:true},`stream`:true}",
        "{`stream_options`:{ },`stream`:true}"
            + "|{`stream_options`:{`include_usage`:true },`stream`:true}",
        "{`stream_options`:{`x`:1},`stream`:true}"
            + "|{`stream_options`:{`include_usage`:true,`x`:1},`stream`:true}",
        "{`stream_options`:{`include_usage`:true},`stream`:true}|",
        "{`stream_options`:{`include_usage`:false},`stream`:true}|",
        "{`stream`:false}|",
        "{`model`:`m`}|",
      })
  void usageInjection_changesOnlyStreamsThatSayNothing(String before, String after)
      throws IOException {
    String json = before.replace('`', '"');
    Splice splice = read(json).usageInjection(Endpoint.CHAT);

    if (after == null) {
      assertThat(splice).isNull();
      return;
    }
    String expected = after.replace('`', '"');
    assertThat(splice.growth()).isEqualTo(expected.length() - json.length());
    for (int piece : List.of(1, 2, 7, 1000)) {
      assertThat(write(json, splice, piece)).isEqualTo(expected);
    }
  }

  private static String write(String json, Splice splice, int piece) throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    byte[] bytes = json.getBytes(UTF_8);
    try (var out = splice.into(target)) {
      for (int at = 0; at < bytes.length; at += piece) {
        out.write(bytes, at, Math.min(piece, bytes.length - at));
      }
    }
    return target.toString(UTF_8);
  }

  @Test
  void usageInjection_responses_needNone() {
    assertThat(read("{\"stream\":true}").usageInjection(Endpoint.RESPONSES)).isNull();
  }

  private static RequestMessages messages(String json) {
    RequestMessages messages = new RequestMessages();
    byte[] bytes = json.getBytes(UTF_8);
    messages.write(bytes, 0, bytes.length);
    return messages;
  }

  @Test
  void messages_ofChat_areThoseOfTheConventions() {
    RequestMessages read =
        messages(
            """
            {"messages":[{"role":"user","content":"Where?"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
              "function":{"name":"find","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"Here"}]}""");

    assertThat(read.lastPrompt()).isEqualTo("Where?");
    assertThat(read.systemInstructions()).isNull();
    assertThat(read.inputMessages())
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where?\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"find\",\"arguments\":\"{}\"}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
                + "\"response\":\"Here\"}]}]");
  }

  @Test
  void messages_ofResponses_areThoseOfTheConventions() {
    RequestMessages read =
        messages(
            """
            {"instructions":"Be kind","input":[{"role":"user","content":"Where?"},
            {"type":"function_call","call_id":"c1","name":"find","arguments":"{}"},
            {"type":"function_call_output","call_id":"c1","output":"Here"}]}""");

    assertThat(read.systemInstructions())
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be kind\"}]");
    assertThat(read.lastPrompt()).isEqualTo("Where?");
    assertThat(read.inputMessages())
        .contains("\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"find\"")
        .contains("\"type\":\"tool_call_response\",\"id\":\"c1\",\"response\":\"Here\"");
  }

  @Test
  void messages_ofAPlainInput_areOne() {
    assertThat(messages("{\"input\":\"Hi\"}").lastPrompt()).isEqualTo("Hi");
    assertThat(messages("{\"input\":[\"one\",\"two\"]}").lastPrompt()).isEqualTo("two");
  }

  @Test
  void messages_hugeConversation_keepsItsNewestPart() {
    String message = "{\"role\":\"user\",\"content\":\"" + "x".repeat(50_000) + "\"}";
    String json = "{\"messages\":[" + (message + ",").repeat(100) + message + "]}";

    assertThat(messages(json).inputMessages()).hasSizeBetween(100_000, 300_000);
  }
}
