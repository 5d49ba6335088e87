/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.bedrock;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/** A connection of many answers: in a class of its own, because not all versions have it. */
final class BidirectionalCase {

  static String talk(URI url, AwsCredentialsProvider credentials, String model) throws Exception {
    BedrockRuntimeAsyncClient client =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(url)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();
    InvokeModelWithBidirectionalStreamInput hello =
        InvokeModelWithBidirectionalStreamInput.chunkBuilder()
            .bytes(SdkBytes.fromUtf8String("{}"))
            .build();
    client
        .invokeModelWithBidirectionalStream(
            request -> request.modelId(model),
            SdkPublisher.fromIterable(java.util.List.of(hello)),
            InvokeModelWithBidirectionalStreamResponseHandler.builder()
                .subscriber(event -> {})
                .build())
        .get(20, TimeUnit.SECONDS);
    return "ended";
  }

  private BidirectionalCase() {}
}
