/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import java.net.URI;
import java.util.function.BinaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** All four ways to ask Bedrock's runtime, with the body of each maker that prices are known of. */
final class BedrockCalls {

  private static final String CLAUDE = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String DEARER = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String CACHED = "/400/200/80/300";
  private static final String PLAIN = "/0/200/0";

  private final BedrockRuntimeClient client;
  private final BedrockRuntimeAsyncClient async;
  private final BinaryOperator<String> order;

  /** Takes where Bedrock is, and what makes an order of the tokens to use and of what to say. */
  BedrockCalls(String url, BinaryOperator<String> order) {
    this.order = order;
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();
    async =
        BedrockRuntimeAsyncClient.builder()
            .httpClient(NettyNioAsyncHttpClient.create()) // by itself it begins with HTTP/2
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();
  }

  void make() throws Exception {
    for (String model : new String[] {CLAUDE, DEARER, NOVA}) {
      converse(model, said(CACHED));
      converseStream(model, said(CACHED));
    }
    converse(CLAUDE, order.apply(CACHED, "\n@call weather {\"city\":\"Rome\"}"));
    converse(CLAUDE, order.apply(CACHED, "fault=429 times=1\n@say Hi you"));
    converse(CLAUDE, order.apply(CACHED, "thinks=redacted stop=guardrail_intervened\n@say Hi you"));
    converseStream(CLAUDE, order.apply(CACHED, "thinks=redacted\n@say Hi you"));
    both(CLAUDE, CACHED, CLAUDE_BODY);
    both(DEARER, CACHED, CLAUDE_BODY);
    both(NOVA, "/400/200/0", NOVA_BODY);
    both("amazon.titan-text-express-v1", PLAIN, TITAN_BODY);
    both("meta.llama3-1-8b-instruct-v1:0", PLAIN, "{\"prompt\":\"%s\",\"max_gen_len\":400}");
    both("mistral.mistral-large-2402-v1:0", PLAIN, "{\"prompt\":\"%s\",\"max_tokens\":400}");
  }

  private static final String CLAUDE_BODY =
      "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":400,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  private static final String NOVA_BODY =
      "{\"inferenceConfig\":{\"maxTokens\":400},"
          + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"%s\"}]}]}";

  private static final String TITAN_BODY =
      "{\"inputText\":\"%s\",\"textGenerationConfig\":{\"maxTokenCount\":400}}";

  private String said(String use) {
    return order.apply(use, "\n@say Hi you");
  }

  private static Message message(String order) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(order))
        .build();
  }

  private void converse(String model, String order) {
    client.converse(
        request ->
            request
                .modelId(model)
                .messages(message(order))
                .inferenceConfig(limit -> limit.maxTokens(400)));
  }

  private void converseStream(String model, String order) throws Exception {
    async
        .converseStream(
            request ->
                request
                    .modelId(model)
                    .messages(message(order))
                    .inferenceConfig(limit -> limit.maxTokens(400)),
            ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder().build())
                .build())
        .get();
  }

  /** Whole and streamed; {@code body} has a place for the order. */
  private void both(String model, String use, String body) throws Exception {
    client.invokeModel(request -> request.modelId(model).body(bytes(body, said(use))));
    async
        .invokeModelWithResponseStream(
            request -> request.modelId(model).body(bytes(body, said(use))),
            InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder().build())
                .build())
        .get();
  }

  private static SdkBytes bytes(String body, String order) {
    return SdkBytes.fromUtf8String(body.formatted(order.replace("\n", "\\n")));
  }
}
