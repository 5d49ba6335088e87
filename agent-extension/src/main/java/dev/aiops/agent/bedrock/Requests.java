/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import io.opentelemetry.javaagent.aiops.openai.RequestMessages;
import io.opentelemetry.javaagent.aiops.openai.RequestReader;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** What is about to be asked of Bedrock, in the terms of a model call. */
final class Requests {

  static final String PROVIDER = "aws.bedrock";

  private Requests() {}

  static ModelRequest of(Asked asked, boolean stream) {
    Endpoint endpoint = asked.format().endpoint();
    SdkBytes bytes = asked.bytes();
    ModelRequest.Builder request =
        endpoint == null || bytes == null
            ? own(asked)
            : anothers(asked, endpoint, bytes.asByteArrayUnsafe());
    return request.provider(PROVIDER).model(ModelIds.model(asked.modelId())).stream(stream).build();
  }

  /** A body as another provider's API takes it. */
  private static ModelRequest.Builder anothers(Asked asked, Endpoint endpoint, byte[] bytes) {
    RequestReader reader = new RequestReader();
    reader.write(bytes, 0, bytes.length);
    return reader
        .request(endpoint, BedrockModule.NAME)
        .facts(() -> Facts.isDearer(asked) ? null : reader.facts(endpoint))
        .systemInstructions(() -> texts(bytes).systemInstructions())
        .messages(() -> texts(bytes).inputMessages())
        .prompt(() -> texts(bytes).lastPrompt());
  }

  private static RequestMessages texts(byte[] bytes) {
    RequestMessages texts = new RequestMessages();
    texts.write(bytes, 0, bytes.length);
    return texts;
  }

  private static ModelRequest.Builder own(Asked asked) {
    Format format = asked.format();
    Tree body = asked.body();
    return ModelRequest.of(format.operation(), BedrockModule.NAME)
        .maxTokens(format.limit(body))
        .temperature(format.temperature(body))
        .topP(format.topP(body))
        .dimensions(body.at("dimensions").whole())
        .inputChars(chars(asked))
        .facts(() -> Facts.of(asked))
        .systemInstructions(() -> Message.parts(Conversation.system(asked)))
        .messages(() -> Message.json(Conversation.messages(asked)))
        .prompt(() -> Message.prompt(Conversation.messages(asked)));
  }

  private static long chars(Asked asked) {
    if (asked.format() == Format.OTHER) {
      return -1;
    }
    List<Message> messages = Conversation.messages(asked);
    Tree tools = asked.body().at("toolConfig");
    return Message.chars(Conversation.system(asked))
        + messages.stream().mapToLong(message -> Message.chars(message.parts())).sum()
        + (tools.isGiven() ? tools.json().length() : 0);
  }
}
