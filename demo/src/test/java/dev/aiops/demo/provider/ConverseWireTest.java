/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import static dev.aiops.demo.provider.BedrockDoor.CLAUDE;
import static dev.aiops.demo.provider.BedrockDoor.NOVA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.demo.provider.BilledCall.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Converse and ConverseStream at the door; where the texts are from says {@link ConverseProtocol}.
 */
class ConverseWireTest {

  private static final String THOUGHT = "The user wants an answer. Let me give one.";

  private final BedrockDoor bedrock = new BedrockDoor();

  @AfterEach
  void close() {
    bedrock.close();
  }

  @Test
  void converse_isAsAwsDocumentsIt_andBilled() throws Exception {
    assertThat(
            bedrock.json(
                CLAUDE,
                "converse",
                BedrockDoor.conversation("@sim usage=100/40/20/8/25\\n@say Hi you")))
        .isEqualTo(
            "{\"metrics\":{\"latencyMs\":12},\"output\":{\"message\":{\"content\":["
                + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\""
                + THOUGHT
                + "\",\"signature\":\"c2lnbmF0dXJl\"}}},{\"text\":\"Hi you\"}],"
                + "\"role\":\"assistant\"}},\"stopReason\":\"end_turn\",\"usage\":{"
                + "\"cacheDetails\":[{\"inputTokens\":25,\"ttl\":\"5m\"}],"
                + "\"cacheReadInputTokens\":40,\"cacheWriteInputTokens\":25,"
                + "\"inputTokens\":35,\"outputTokens\":20,\"totalTokens\":120}}");
    assertThat(bedrock.billed().endpoint()).isEqualTo("converse");
    assertThat(bedrock.billed().modelServed()).isEqualTo(CLAUDE);
    // 35 at 3, 40 read at 0.30, 25 written at 3.75 and 20 at 15 USD per million
    assertThat(bedrock.billed().nanoUsd()).isEqualTo(510_750);
  }

  @Test
  void converseStream_isAsAwsDocumentsIt_andBilled() throws Exception {
    String body = BedrockDoor.conversation("@sim usage=100/40/20/8/25/10\\n@say Hi you");
    assertThat(bedrock.events(CLAUDE, "converse-stream", body))
        .containsExactly(
            "messageStart {\"role\":\"assistant\"}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\""
                + THOUGHT
                + "\"}}}",
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"c2lnbmF0dXJl\"}}}",
            "contentBlockStop {\"contentBlockIndex\":0}",
            "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"text\":\"Hi \"}}",
            "contentBlockDelta {\"contentBlockIndex\":1,\"delta\":{\"text\":\"you\"}}",
            "contentBlockStop {\"contentBlockIndex\":1}",
            "messageStop {\"stopReason\":\"end_turn\"}",
            "metadata {\"metrics\":{\"latencyMs\":12},\"usage\":{\"cacheDetails\":["
                + "{\"inputTokens\":10,\"ttl\":\"1h\"},{\"inputTokens\":15,\"ttl\":\"5m\"}],"
                + "\"cacheReadInputTokens\":40,\"cacheWriteInputTokens\":25,"
                + "\"inputTokens\":35,\"outputTokens\":20,\"totalTokens\":120}}");
    // as above, but 10 of those written cost 6
    assertThat(bedrock.billed().nanoUsd()).isEqualTo(510_750 + 22_500);
    assertThat(bedrock.billed().accountable()).isTrue();
  }

  @Test
  void converse_thinksInCiphertext_whereOrdered() throws Exception {
    String body = BedrockDoor.conversation("@sim usage=100/0/20/8 thinks=redacted\\n@say Hi");
    String reasoning = "{\"reasoningContent\":{\"redactedContent\":\"cmVkYWN0ZWQ=\"}}";
    assertThat(bedrock.json(CLAUDE, "converse", body))
        .contains("\"content\":[" + reasoning + ",{\"text\":\"Hi\"}]");
    assertThat(bedrock.events(CLAUDE, "converse-stream", body))
        .contains("contentBlockDelta {\"contentBlockIndex\":0,\"delta\":" + reasoning + "}")
        .contains("contentBlockStop {\"contentBlockIndex\":0}");
  }

  @Test
  void event_isFramedByteForByteAsAwsTells() throws Exception {
    byte[] stream =
        bedrock.send(NOVA, "converse-stream", BedrockDoor.conversation("@say Hi")).body();
    // lengths, their checksum, three headers with lengths and the type of text, and a checksum
    String start =
        "000000760000005296d5fade0b3a6576656e742d7479706507000c6d65737361"
            + "676553746172740d3a636f6e74656e742d747970650700106170706c69636174"
            + "696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b22"
            + "726f6c65223a22617373697374616e74227d6fa8c599";
    assertThat(HexFormat.of().formatHex(stream)).startsWith(start);
  }

  @Test
  void converse_callsToolsAndReadsTheirResults() throws Exception {
    String order = "@call weather {\\\"city\\\":\\\"Rome\\\"}";
    String call =
        "{\"toolUse\":{\"input\":{\"city\":\"Rome\"},\"name\":\"weather\",\"toolUseId\":\"call_ID\"}}";
    String answer = bedrock.json(NOVA, "converse", BedrockDoor.conversation(order));
    assertThat(answer.replaceAll("call_[0-9a-f]{10}", "call_ID"))
        .contains("\"content\":[" + call + "]", "\"stopReason\":\"tool_use\"");
    String asked = "{\"role\":\"user\",\"content\":[{\"text\":\"" + order + "\"}]}";
    String result =
        "{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"call_ID\",\"content\":[{\"text\":\"sunny\"}]}}]}";
    String messages = asked + ",{\"role\":\"assistant\",\"content\":[" + call + "]}," + result;
    assertThat(bedrock.json(NOVA, "converse", "{\"messages\":[" + messages + "]}"))
        .contains("\"content\":[{\"text\":\"sunny\"}]", "\"stopReason\":\"end_turn\"");
    List<String> streamed =
        bedrock.events(NOVA, "converse-stream", BedrockDoor.conversation(order));
    assertThat(streamed.get(1).replaceAll("call_[0-9a-f]{10}", "call_ID"))
        .isEqualTo(
            "contentBlockStart {\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"name\":\"weather\",\"toolUseId\":\"call_ID\"}}}");
    assertThat(streamed)
        .contains(
            "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}}",
            "messageStop {\"stopReason\":\"tool_use\"}");
  }

  @Test
  void converse_stopsAsLimitedAskedOrOrdered() throws Exception {
    String limited =
        BedrockDoor.conversation("@say one two three")
            .replaceFirst("\\{", "{\"inferenceConfig\":{\"maxTokens\":2},");
    assertThat(bedrock.json(NOVA, "converse", limited)).contains("\"stopReason\":\"max_tokens\"");
    String stopped = limited.replace("\"maxTokens\":2", "\"stopSequences\":[\"three\"]");
    assertThat(bedrock.json(NOVA, "converse", stopped))
        .contains("[{\"text\":\"one two \"}]", "\"stopReason\":\"stop_sequence\"");
    assertThat(
            bedrock.json(
                NOVA,
                "converse",
                BedrockDoor.conversation("@sim stop=guardrail_intervened\\n@say no")))
        .contains("\"stopReason\":\"guardrail_intervened\"");
  }

  @Test
  void refusals_areAwsErrors() throws Exception {
    HttpResponse<byte[]> throttled =
        bedrock.send(NOVA, "converse", BedrockDoor.conversation("@sim fault=429"));
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().firstValue("x-amzn-ErrorType")).hasValue("ThrottlingException");
    assertThat(throttled.headers().firstValue("x-amzn-RequestId")).hasValue("req_sim1");
    assertThat(new String(throttled.body(), UTF_8)).startsWith("{\"message\":\"");
    HttpResponse<byte[]> broken =
        bedrock.send(NOVA, "converse-stream", BedrockDoor.conversation("@sim fault=500"));
    assertThat(broken.headers().firstValue("x-amzn-ErrorType")).hasValue("InternalServerException");
    HttpResponse<byte[]> unasked = bedrock.send(NOVA, "converse", "{}");
    assertThat(unasked.statusCode()).isEqualTo(400);
    assertThat(unasked.headers().firstValue("x-amzn-ErrorType")).hasValue("ValidationException");
    assertThat(bedrock.json("stability.sd3-large-v1:0", "invoke", "{}"))
        .contains("The provided model identifier is invalid.");
    assertThat(bedrock.ledger().nanoUsd(call -> true)).isZero();
  }

  @Test
  void stream_thatIsCut_hasNoEnd() {
    String body = BedrockDoor.conversation("@sim fault=cut cut-after=2\\n@say Hi you");
    assertThatThrownBy(() -> bedrock.send(NOVA, "converse-stream", body))
        .isInstanceOf(IOException.class);
    assertThat(bedrock.billed().outcome()).isEqualTo(Outcome.CUT);
    assertThat(bedrock.billed().accountable()).isFalse();
  }

  @Test
  void answer_thatNeverComes_isNotBilled() {
    String body = BedrockDoor.conversation("@sim fault=timeout hold=20ms\\n@say Hi you");
    assertThatThrownBy(() -> bedrock.send(NOVA, "converse", body)).isInstanceOf(IOException.class);
    assertThat(bedrock.billed().outcome()).isEqualTo(Outcome.UNANSWERED);
    assertThat(bedrock.billed().nanoUsd()).isZero();
  }
}
