/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.bedrock;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockChatRequestParameters;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** LangChain4j over the SDK's client: in a class of its own, because not all versions have it. */
final class LangChain4jCase {

  static String chat(BedrockRuntimeClient client, String model) {
    return BedrockChatModel.builder()
        .client(client)
        .modelId(model)
        .defaultRequestParameters(
            BedrockChatRequestParameters.builder().maxOutputTokens(64).build())
        .build()
        .chat("Why is the sky blue?");
  }

  private LangChain4jCase() {}
}
