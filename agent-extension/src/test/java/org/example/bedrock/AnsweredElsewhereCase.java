/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.bedrock;

import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeS3OutputDataConfig;

/** A call whose answer goes to S3: in a class of its own, because not all versions have it. */
final class AnsweredElsewhereCase {

  static String start(BedrockRuntimeClient client, String model) {
    AsyncInvokeS3OutputDataConfig bucket =
        AsyncInvokeS3OutputDataConfig.builder().s3Uri("s3://videos").build();
    return client
        .startAsyncInvoke(
            request ->
                request
                    .modelId(model)
                    .modelInput(Document.mapBuilder().putString("taskType", "TEXT_VIDEO").build())
                    .outputDataConfig(output -> output.s3OutputDataConfig(bucket)))
        .invocationArn();
  }

  private AnsweredElsewhereCase() {}
}
