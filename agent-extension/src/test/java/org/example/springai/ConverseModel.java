/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import java.net.URI;
import org.springframework.ai.chat.model.ChatModel;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The module for Bedrock, which asks by the AWS SDK: streams by its asynchronous client. */
final class ConverseModel {

  private static final String MODULE = "org.springframework.ai.bedrock.converse.Bedrock";
  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private ConverseModel() {}

  static ChatModel of(String url, String model, int maxTokens) throws ReflectiveOperationException {
    Chain options = Chain.of(MODULE + "ChatOptions", "builder").with("model", model);
    return (ChatModel)
        Chain.of(MODULE + "ProxyChatModel", "builder")
            .with("bedrockRuntimeClient", client(url))
            .with("bedrockRuntimeAsyncClient", async(url))
            .with("defaultOptions", options.with("maxTokens", maxTokens).build())
            .build();
  }

  private static BedrockRuntimeClient client(String url) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(KEYS)
        .build();
  }

  private static BedrockRuntimeAsyncClient async(String url) {
    return BedrockRuntimeAsyncClient.builder()
        .httpClient(NettyNioAsyncHttpClient.create()) // which speaks HTTP/1.1 where it is not told
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .credentialsProvider(KEYS)
        .build();
  }
}
