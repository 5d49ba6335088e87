/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import static dev.aiops.demo.provider.BedrockDoor.CLAUDE;
import static dev.aiops.demo.provider.BedrockDoor.NOVA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.provider.BilledCall.Outcome;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * InvokeModel and InvokeModelWithResponseStream at the door; where the texts are from says the
 * protocol of each maker.
 */
class InvokeWireTest {

  private final BedrockDoor bedrock = new BedrockDoor();

  @AfterEach
  void close() {
    bedrock.close();
  }

  private static String claude(String order) {
    return "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\""
        + order
        + "\"}]}";
  }

  @Test
  void invoke_ofEachMaker_isAsAwsDocumentsIt() throws Exception {
    String order = "@sim usage=30/0/14/0\\n@say Hi you";
    Map<String, String> asked =
        Map.of(
            NOVA,
            BedrockDoor.conversation(order),
            "amazon.titan-text-express-v1",
            "{\"inputText\":\"" + order + "\"}",
            "meta.llama3-1-8b-instruct-v1:0",
            "{\"prompt\":\"" + order + "\"}",
            "mistral.mistral-large-2402-v1:0",
            "{\"prompt\":\"" + order + "\"}",
            "cohere.command-text-v14",
            "{\"prompt\":\"" + order + "\"}",
            "cohere.command-r-v1:0",
            "{\"message\":\"" + order + "\"}");
    Map<String, String> answers =
        Map.of(
            NOVA,
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi you\"}],\"role\":\"assistant\"}},"
                + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":30,\"outputTokens\":14,\"totalTokens\":44}}",
            "amazon.titan-text-express-v1",
            "{\"inputTextTokenCount\":30,\"results\":[{\"tokenCount\":14,\"outputText\":\"Hi you\",\"completionReason\":\"FINISHED\"}]}",
            "meta.llama3-1-8b-instruct-v1:0",
            "{\"generation\":\"Hi you\",\"prompt_token_count\":30,\"generation_token_count\":14,\"stop_reason\":\"stop\"}",
            "mistral.mistral-large-2402-v1:0",
            "{\"outputs\":[{\"text\":\"Hi you\",\"stop_reason\":\"stop\"}]}",
            "cohere.command-text-v14",
            "{\"generations\":[{\"finish_reason\":\"COMPLETE\",\"id\":\"ID-1\",\"text\":\"Hi you\"}],\"id\":\"ID\",\"prompt\":\""
                + order
                + "\"}",
            "cohere.command-r-v1:0",
            "{\"response_id\":\"ID\",\"text\":\"Hi you\",\"generation_id\":\"ID-1\",\"chat_history\":[{\"role\":\"USER\",\"message\":\""
                + order
                + "\"}],\"finish_reason\":\"COMPLETE\"}");
    for (Map.Entry<String, String> maker : asked.entrySet()) {
      HttpResponse<byte[]> response = bedrock.send(maker.getKey(), "invoke", maker.getValue());
      String said = new String(response.body(), UTF_8).replaceAll("msg_bdrk_sim\\d{8}", "ID");
      assertThat(said).isEqualTo(answers.get(maker.getKey()));
      assertThat(response.headers().firstValue("X-Amzn-Bedrock-Input-Token-Count")).hasValue("30");
      assertThat(response.headers().firstValue("X-Amzn-Bedrock-Output-Token-Count")).hasValue("14");
      assertThat(bedrock.billed().endpoint()).isEqualTo("invoke_model");
      assertThat(bedrock.billed().use()).isEqualTo(new TokenUse(30, 0, 14, 0));
    }
  }

  @Test
  void invokeClaude_isAnthropicsMessageByItsOwnName() throws Exception {
    String body = claude("@sim usage=100/40/20/0/25\\n@say Hi you");
    HttpResponse<byte[]> response = bedrock.send(CLAUDE, "invoke", body);
    assertThat(new String(response.body(), UTF_8))
        .startsWith(
            "{\"id\":\"msg_bdrk_sim00000001\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"model\":\"claude-sonnet-4-5-20250929\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"Hi you\"}],\"stop_reason\":\"end_turn\"");
    assertThat(response.headers().firstValue("X-Amzn-Bedrock-Cache-Read-Input-Token-Count"))
        .hasValue("40");
    List<String> chunks = bedrock.chunks(CLAUDE, body);
    assertThat(chunks).noneMatch(chunk -> chunk.contains("ping"));
    assertThat(chunks.get(0)).startsWith("{\"type\":\"message_start\",");
    assertThat(chunks.get(chunks.size() - 1))
        .isEqualTo(
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":35,"
                + "\"outputTokenCount\":20,\"invocationLatency\":12,\"firstByteLatency\":5,"
                + "\"cacheReadInputTokenCount\":40,\"cacheWriteInputTokenCount\":25}}");
  }

  @Test
  void invokeStreams_ofEachMaker_endWithBedrocksCounts() throws Exception {
    String order = "@sim usage=30/0/14/0\\n@say Hi you";
    String metrics =
        "\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":30,\"outputTokenCount\":14,\"invocationLatency\":12,\"firstByteLatency\":5}}";
    assertThat(bedrock.chunks(NOVA, BedrockDoor.conversation(order)))
        .containsExactly(
            "{\"messageStart\":{\"role\":\"assistant\"}}",
            "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi \"}}}",
            "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"you\"}}}",
            "{\"contentBlockStop\":{\"contentBlockIndex\":0}}",
            "{\"messageStop\":{\"stopReason\":\"end_turn\"}}",
            "{\"metadata\":{\"metrics\":{\"latencyMs\":12},\"usage\":{\"inputTokens\":30,\"outputTokens\":14,\"totalTokens\":44}},"
                + metrics);
    assertThat(bedrock.chunks("amazon.titan-text-express-v1", "{\"inputText\":\"" + order + "\"}"))
        .containsExactly(
            "{\"index\":0,\"inputTextTokenCount\":30,\"totalOutputTextTokenCount\":null,\"outputText\":\"Hi \",\"completionReason\":null}",
            "{\"index\":0,\"inputTextTokenCount\":null,\"totalOutputTextTokenCount\":14,\"outputText\":\"you\",\"completionReason\":\"FINISHED\","
                + metrics);
    String prompt = "{\"prompt\":\"" + order + "\"}";
    assertThat(bedrock.chunks("meta.llama3-1-8b-instruct-v1:0", prompt))
        .containsExactly(
            "{\"generation\":\"Hi \",\"prompt_token_count\":30,\"generation_token_count\":1,\"stop_reason\":null}",
            "{\"generation\":\"you\",\"prompt_token_count\":null,\"generation_token_count\":14,\"stop_reason\":\"stop\","
                + metrics);
    assertThat(bedrock.chunks("mistral.mistral-large-2402-v1:0", prompt))
        .containsExactly(
            "{\"outputs\":[{\"text\":\"Hi \",\"stop_reason\":null}]}",
            "{\"outputs\":[{\"text\":\"you\",\"stop_reason\":\"stop\"}]," + metrics);
    assertThat(bedrock.chunks("cohere.command-text-v14", prompt))
        .containsExactly(
            "{\"index\":0,\"text\":\"Hi \",\"is_finished\":false}",
            "{\"index\":0,\"text\":\"you\",\"is_finished\":true,\"finish_reason\":\"COMPLETE\","
                + metrics);
    assertThat(bedrock.chunks("cohere.command-r-v1:0", "{\"message\":\"" + order + "\"}"))
        .contains("{\"event_type\":\"text-generation\",\"is_finished\":false,\"text\":\"Hi \"}")
        .last()
        .asString()
        .startsWith(
            "{\"event_type\":\"stream-end\",\"is_finished\":true,\"finish_reason\":\"COMPLETE\",")
        .contains(
            "\"meta\":{\"api_version\":{\"version\":\"1\"},\"billed_units\":{\"input_tokens\":30,\"output_tokens\":14}}}")
        .endsWith(metrics);
  }

  @Test
  void mistralChat_callsToolsAsAwsDocumentsIt() throws Exception {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"@call top_song {\\\"sign\\\":\\\"WZPZ\\\"}\"}]}";
    assertThat(bedrock.json("mistral.pixtral-large-2502-v1:0", "invoke", body))
        .matches(
            "\\Q{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"\\Ecall_\\w+"
                + "\\Q\",\"function\":{\"name\":\"top_song\",\"arguments\":\"{\\\"sign\\\":\\\"WZPZ\\\"}\"}}]},\"stop_reason\":\"tool_calls\"}]}\\E");
    assertThat(bedrock.json("mistral.pixtral-large-2502-v1:0", "invoke-with-response-stream", body))
        .contains("streams of this model's chat are not simulated");
  }

  @Test
  void stream_thatBreaksOff_saysWhy_andIsBilledForWhatWasSent() throws Exception {
    String order = "@sim fault=error-event cut-after=2 usage=30/0/14/0\\n@say Hi you";
    String exception = "internalServerException {\"message\":\"";
    assertThat(bedrock.events(NOVA, "converse-stream", BedrockDoor.conversation(order)))
        .hasSize(3)
        .last()
        .asString()
        .startsWith(exception);
    // 30 in at 0.06 and 1 out at 0.24 USD per million
    assertThat(bedrock.billed().nanoUsd()).isEqualTo(30 * 60 + 240);
    assertThat(bedrock.billed().outcome()).isEqualTo(Outcome.CUT);
    assertThat(bedrock.events(CLAUDE, "invoke-with-response-stream", claude(order)))
        .hasSize(3)
        .last()
        .asString()
        .startsWith(exception);
  }

  @Test
  void answer_withoutUsage_countsNowhere() throws Exception {
    String order = "@sim fault=no-usage\\n@say Hi you";
    assertThat(bedrock.json(NOVA, "converse", BedrockDoor.conversation(order)))
        .doesNotContain("okens");
    assertThat(bedrock.events(NOVA, "converse-stream", BedrockDoor.conversation(order)))
        .endsWith("metadata {\"metrics\":{\"latencyMs\":12}}");
    String prompt = "{\"prompt\":\"" + order + "\"}";
    HttpResponse<byte[]> llama = bedrock.send("meta.llama3-1-8b-instruct-v1:0", "invoke", prompt);
    assertThat(new String(llama.body(), UTF_8))
        .isEqualTo(
            "{\"generation\":\"Hi you\",\"prompt_token_count\":null,\"stop_reason\":\"stop\"}");
    assertThat(llama.headers().firstValue("X-Amzn-Bedrock-Input-Token-Count")).isEmpty();
    assertThat(bedrock.chunks("mistral.mistral-large-2402-v1:0", prompt))
        .endsWith("{\"outputs\":[{\"text\":\"you\",\"stop_reason\":\"stop\"}]}");
    assertThat(bedrock.ledger().accountableNanoUsd()).isZero();
    assertThat(bedrock.ledger().nanoUsd(call -> true)).isPositive();
  }
}
