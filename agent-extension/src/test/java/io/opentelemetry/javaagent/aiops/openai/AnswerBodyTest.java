/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.MalformedAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class AnswerBodyTest {

  private static final String CHAT =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Hallo Welt","refusal":null,
         "tool_calls":[{"id":"call_1","type":"function",
           "function":{"name":"lookup","arguments":"{\\"q\\":1}"}}]},
         "logprobs":null,"finish_reason":"tool_calls"}],
       "usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
         "prompt_tokens_details":{"cached_tokens":64,"audio_tokens":3},
         "completion_tokens_details":{"reasoning_tokens":30,"audio_tokens":2}},
       "service_tier":"flex","system_fingerprint":"fp"}
      """;

  private final RecordedCall call = new RecordedCall();

  private AnswerBody body(Endpoint endpoint, int status, boolean events) {
    return AnswerBody.of(call, endpoint, status, events);
  }

  private static AnswerStream watch(InputStream source, AnswerBody body) {
    return AnswerStream.of(source, body, false);
  }

  private static AnswerStream hide(InputStream source, AnswerBody body) {
    return AnswerStream.of(source, body, true);
  }

  private static String read(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), UTF_8);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private String chat(String document, int status) throws IOException {
    return read(watch(bytes(document), body(Endpoint.CHAT, status, false)));
  }

  private String stream(String events) throws IOException {
    return read(watch(bytes(events), body(Endpoint.CHAT, 200, true)));
  }

  private static String chunk(String rest) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m1\","
        + rest
        + "}";
  }

  private static String delta(String text) {
    return chunk("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]") + "\n\n";
  }

  private static final String STOP =
      chunk("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]") + "\n\n";
  private static final String USAGE =
      chunk("\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}") + "\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void document_brokenOff_countsTheWordsSoFar() throws IOException {
    chat(CHAT.substring(0, CHAT.indexOf(",\"refusal\"")), 200);

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.received).isEqualTo("Hallo Welt".length());
  }

  @Test
  void chatCompletion_read_givesEverythingPricingNeeds() throws IOException {
    assertThat(chat(CHAT, 200)).isEqualTo(CHAT);

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().id()).isEqualTo("chatcmpl-1");
    assertThat(call.response().model()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.response().serviceTier()).isEqualTo("flex");
    assertThat(call.response().finishReasons()).containsExactly("tool_calls");
    assertThat(call.response().usage().inputTokens()).isEqualTo(100);
    assertThat(call.response().usage().outputTokens()).isEqualTo(50);
    assertThat(call.response().usage().cacheReadTokens()).isEqualTo(64);
    assertThat(call.response().usage().reasoningTokens()).isEqualTo(30);
    assertThat(call.response().usage().amount(UsageUnit.INPUT_AUDIO_TOKENS)).isEqualTo(3);
    assertThat(call.response().usage().amount(UsageUnit.OUTPUT_AUDIO_TOKENS)).isEqualTo(2);
    assertThat(call.response().messages().get())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hallo Welt\"},"
                + "{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"lookup\","
                + "\"arguments\":\"{\\\"q\\\":1}\"}]}]");
    assertThat(call.response().text().get()).isEqualTo("Hallo Welt");
    assertThat(call.received).isEqualTo("Hallo Welt{\"q\":1}".length());
    assertThat(call.firstChunks).isZero();
  }

  @Test
  void chatCompletion_totalAboveItsParts_isReasoningLeftOutOfTheOutput() throws IOException {
    chat(
        """
        {"choices":[],"usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,
        "completion_tokens_details":{"reasoning_tokens":94}}}""",
        200);

    assertThat(call.response().usage().outputTokens()).isEqualTo(103);
    assertThat(call.response().usage().reasoningTokens()).isEqualTo(94);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[]}",
        "{\"usage\":null}",
        "{\"usage\":{}}",
        "{\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":\"7\"}}",
        "{\"usage\":{\"prompt_tokens\":-4}}"
      })
  void chatCompletion_withoutUsage_isCompleteAndReportsNone(String document) throws IOException {
    chat(document, 200);

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().usage()).isNull();
  }

  @Test
  void chatCompletion_twoChoices_oneWithoutReason_saysError() throws IOException {
    chat("{\"choices\":[{\"index\":1,\"finish_reason\":\"stop\"},{\"index\":0}]}", 200);

    assertThat(call.response().finishReasons()).containsExactly("error", "stop");
  }

  @Test
  void errorStatus_withTheProvidersBody_failsWithItsCode() throws IOException {
    chat(
        "{\"error\":{\"message\":\"slow down\",\"type\":\"requests\",\"code\":\"rate_limit\"}}",
        429);

    assertThat(call.ends).containsExactly("error");
    assertThat(call.error).isInstanceOf(ProviderError.class).hasMessage("slow down");
    assertThat(((ProviderError) call.error).type()).isEqualTo("rate_limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>bad gateway</html>", "{\"x\":"})
  void errorStatus_withAnyBody_failsWithTheStatus(String body) throws IOException {
    chat(body, 502);

    assertThat(call.ends).containsExactly("error");
    assertThat(((ProviderError) call.error).type()).isEqualTo("502");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{\"model\":\"m1\",\"choices\":[{\"ind"})
  void malformedDocument_isCutWithWhatIsKnown(String document) throws IOException {
    chat(document, 200);

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.error).isInstanceOf(MalformedAnswer.class);
  }

  @Test
  void chatStream_complete_endsAtDone() throws IOException {
    String events = ": hi\n\n" + delta("Hal") + delta("lo") + STOP + USAGE + DONE;
    assertThat(stream(events)).isEqualTo(events);

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.firstChunks).isPositive();
    assertThat(call.received).isEqualTo(5);
    assertThat(call.response().text().get()).isEqualTo("Hallo");
    assertThat(call.response().finishReasons()).containsExactly("stop");
    assertThat(call.response().usage().inputTokens()).isEqualTo(7);
    assertThat(call.response().usage().outputTokens()).isEqualTo(3);
  }

  @Test
  void chatStream_toolCallInPieces_isPutTogether() throws IOException {
    String one = "{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}";
    String two = "{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\"\"}}";
    String three = "{\"index\":0,\"function\":{\"arguments\":\":1}\"}}";
    StringBuilder events = new StringBuilder();
    for (String call : new String[] {one, two, three}) {
      events.append(chunk("\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}]"));
      events.append("\r\n\r\n");
    }
    stream(events + STOP + DONE);

    assertThat(call.response().messages().get())
        .contains("\"id\":\"c\",\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"");
  }

  @Test
  void chatStream_endsWithoutDoneAfterItsFinishReason_isComplete() throws IOException {
    stream(delta("x") + STOP);

    assertThat(call.ends).containsExactly("ok");
  }

  @Test
  void chatStream_endsEarly_isCut() throws IOException {
    stream(delta("some text") + "data: {\"id\":\"c1\"");

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.received).isEqualTo(9);
    assertThat(call.response().finishReasons()).containsExactly("error");
  }

  @Test
  void chatStream_readFails_isCutByThatError() {
    IOException reset = new IOException("connection reset");
    InputStream source =
        new InputStream() {
          private final InputStream start = bytes(delta("abc"));

          @Override
          public int read() throws IOException {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] b, int off, int len) throws IOException {
            int read = start.read(b, off, len);
            if (read < 0) {
              throw reset;
            }
            return read;
          }
        };
    AnswerStream stream = watch(source, body(Endpoint.CHAT, 200, true));

    assertThatThrownBy(stream::readAllBytes).isSameAs(reset);
    assertThat(call.ends).containsExactly("cut");
    assertThat(call.error).isSameAs(reset);
  }

  @Test
  void chatStream_closedEarly_isAbandoned() throws IOException {
    AnswerStream stream = watch(bytes(delta("abc") + STOP + DONE), body(Endpoint.CHAT, 200, true));
    stream.readNBytes(delta("abc").length());
    stream.close();

    assertThat(call.ends).containsExactly("abandoned");
    assertThat(call.received).isEqualTo(3);
  }

  @Test
  void chatStream_closedAtItsFinishReason_readsTheUsageAlreadyThere() throws IOException {
    AnswerStream stream =
        watch(bytes(delta("a") + STOP + USAGE + DONE), body(Endpoint.CHAT, 200, true));
    stream.readNBytes((delta("a") + STOP).length());
    stream.close();

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().usage().inputTokens()).isEqualTo(7);
  }

  @Test
  void chatStream_errorEvent_isCutOnceTextCame() throws IOException {
    stream(delta("abc") + "data: {\"error\":{\"code\":\"server_error\",\"message\":\"oops\"}}\n\n");

    assertThat(call.ends).containsExactly("cut");
    assertThat(((ProviderError) call.error).type()).isEqualTo("server_error");
  }

  @Test
  void chatStream_brokenEvent_isCutAsMalformed() throws IOException {
    stream(delta("abc") + "data: {oops\n\n");

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.error).isInstanceOf(MalformedAnswer.class);
  }

  @Test
  void hidingStream_leavesOutTheUsageEventAlone() throws IOException {
    String shown = ": hi\r\n\r\n" + delta("Hal") + delta("lo") + STOP;
    for (int size = 1; size < 700; size += 13) {
      InputStream slow = new SlowStream(shown + USAGE + DONE, size);
      AnswerStream stream = hide(slow, body(Endpoint.CHAT, 200, true));
      assertThat(read(stream)).as("reads of %s bytes", size).isEqualTo(shown + DONE);
    }
    assertThat(call.ends).hasSize(54).containsOnly("ok");
    assertThat(call.response().usage().inputTokens()).isEqualTo(7);
  }

  @Test
  void hidingStream_givesEachEventWhenItIsWhole() throws IOException {
    SlowStream source = new SlowStream(delta("a") + delta("b"), delta("a").length());
    AnswerStream stream = hide(source, body(Endpoint.CHAT, 200, true));

    assertThat(stream.readNBytes(delta("a").length())).asString(UTF_8).isEqualTo(delta("a"));
    assertThat(source.reads).isEqualTo(1);
  }

  @Test
  void hidingStream_hugeEvent_passesInBoundedMemory() throws IOException {
    String huge = delta("x".repeat(3_000_000));
    String shown = huge + STOP + DONE;
    AnswerStream stream = hide(bytes(huge + STOP + USAGE + DONE), body(Endpoint.CHAT, 200, true));

    assertThat(read(stream)).isEqualTo(shown);
    assertThat(call.received).isEqualTo(3_000_000);
    assertThat(call.response().text().get()).hasSize(64 * 1024);
  }

  @Test
  void hidingStream_usageOnAChoice_staysVisible() throws IOException {
    String last =
        chunk("\"choices\":[{\"index\":0,\"delta\":{}}],\"usage\":{\"prompt_tokens\":7}") + "\n\n";
    AnswerStream stream = hide(bytes(STOP + last + DONE), body(Endpoint.CHAT, 200, true));

    assertThat(read(stream)).isEqualTo(STOP + last + DONE);
    assertThat(call.response().usage().inputTokens()).isEqualTo(7);
  }

  @Test
  void responses_document_isRead() throws IOException {
    read(
        watch(
            bytes(
                "{\"id\":\"resp_1\",\"model\":\"gpt-5\",\"status\":\"completed\"," + OUTPUT + "}"),
            body(Endpoint.RESPONSES, 200, false)));

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().id()).isEqualTo("resp_1");
    assertThat(call.response().finishReasons()).containsExactly("tool_calls");
    assertThat(call.response().usage().inputTokens()).isEqualTo(20);
    assertThat(call.response().usage().cacheReadTokens()).isEqualTo(5);
    assertThat(call.response().usage().reasoningTokens()).isEqualTo(6);
    assertThat(call.response().text().get()).isEqualTo("Hi");
    assertThat(call.response().messages().get()).contains("\"id\":\"c9\",\"name\":\"find\"");
    assertThat(call.received).isEqualTo(4);
  }

  private static final String OUTPUT =
      """
      "output":[{"type":"reasoning","summary":[]},
      {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi"}]},
      {"type":"function_call","call_id":"c9","name":"find","arguments":"{}"}],
      "usage":{"input_tokens":20,"output_tokens":10,"total_tokens":30,
      "input_tokens_details":{"cached_tokens":5},"output_tokens_details":{"reasoning_tokens":6}}
      """
          .replace("\n", "");

  private static String event(String type, String rest) {
    return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n".formatted(type, type, rest);
  }

  private void responses(String events) throws IOException {
    read(watch(bytes(events), body(Endpoint.RESPONSES, 200, true)));
  }

  private static final String CREATED =
      event(
          "response.created",
          ",\"response\":{\"id\":\"resp_1\",\"model\":\"gpt-5\",\"status\":\"in_progress\","
              + "\"error\":null,\"output\":[],\"usage\":null}");
  private static final String TEXT_DELTA =
      event("response.output_text.delta", ",\"item_id\":\"i\",\"delta\":\"Hi\"");

  @Test
  void responses_stream_endsAtItsTerminalEvent() throws IOException {
    responses(
        CREATED
            + TEXT_DELTA
            + event(
                "response.completed",
                ",\"response\":{\"id\":\"resp_1\",\"status\":\"completed\"," + OUTPUT + "}"));

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().model()).isEqualTo("gpt-5");
    assertThat(call.response().finishReasons()).containsExactly("tool_calls");
    assertThat(call.response().usage().outputTokens()).isEqualTo(10);
    assertThat(call.response().text().get()).isEqualTo("Hi");
    assertThat(call.received).isEqualTo(2);
  }

  @Test
  void responses_incomplete_saysWhy() throws IOException {
    responses(
        CREATED
            + event(
                "response.incomplete",
                ",\"response\":{\"status\":\"incomplete\","
                    + "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().finishReasons()).containsExactly("length");
  }

  @Test
  void responses_failed_failsWithItsCode() throws IOException {
    responses(
        CREATED
            + event(
                "response.failed",
                ",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\"}}"));

    assertThat(call.ends).containsExactly("error");
    assertThat(((ProviderError) call.error).type()).isEqualTo("server_error");
  }

  @Test
  void responses_errorEvent_failsWithItsCode() throws IOException {
    responses(event("error", ",\"code\":\"rate_limit_exceeded\",\"message\":\"m\""));

    assertThat(((ProviderError) call.error).type()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void responses_streamWithoutTerminalEvent_isCutWithTheTextSoFar() throws IOException {
    responses(CREATED + TEXT_DELTA);

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.received).isEqualTo(2);
    assertThat(call.response().text().get()).isEqualTo("Hi");
  }

  @Test
  void embeddings_inBase64_reportTheirInput() throws IOException {
    String document =
        "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":\""
            + "AAAA".repeat(100_000)
            + "\"}],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":8,"
            + "\"total_tokens\":8}}";
    read(watch(bytes(document), body(Endpoint.EMBEDDINGS, 200, false)));

    assertThat(call.ends).containsExactly("ok");
    assertThat(call.response().usage().inputTokens()).isEqualTo(8);
    assertThat(call.response().finishReasons()).isEmpty();
    assertThat(call.received).isZero();
  }

  @Test
  void hold_errorAnswer_failsWithWhatTheLibraryThrows() throws IOException {
    AnswerBody body = body(Endpoint.CHAT, 429, false);
    IllegalStateException thrown = new IllegalStateException("the app sees this");
    assertThat(body.hold()).isTrue();
    assertThat(body.hold()).isFalse();
    read(watch(bytes("{}"), body));
    assertThat(call.ends).isEmpty();
    body.release(thrown);

    assertThat(call.ends).containsExactly("error");
    assertThat(call.error).isSameAs(thrown);
  }

  @Test
  void hold_goodAnswer_endsAtOnce() throws IOException {
    AnswerBody body = body(Endpoint.CHAT, 200, false);
    body.hold();
    read(watch(bytes(CHAT), body));
    assertThat(call.ends).containsExactly("ok");
    body.release(null);

    assertThat(call.ends).containsExactly("ok");
  }

  @Test
  void hold_answerThatIsNoJson_isCutByWhatTheLibraryThrows() {
    AnswerBody body = body(Endpoint.CHAT, 200, false);
    IllegalStateException thrown = new IllegalStateException("the app sees this");
    body.hold();
    body.release(thrown);
    body.closed();

    assertThat(call.ends).containsExactly("cut");
    assertThat(call.error).isSameAs(thrown);
  }

  @Test
  void close_afterTheEnd_changesNothing() throws IOException {
    AnswerStream stream = watch(bytes(CHAT), body(Endpoint.CHAT, 200, false));
    stream.readAllBytes();
    stream.close();

    assertThat(call.ends).containsExactly("ok");
  }

  @Test
  void close_ofAnUnreadDocument_isAbandoned() throws IOException {
    watch(bytes(CHAT), body(Endpoint.CHAT, 200, false)).close();

    assertThat(call.ends).containsExactly("abandoned");
  }
}
