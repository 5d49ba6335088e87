/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Mistral's chat completion of InvokeModel, whose requests are OpenAI's, and whose answers are
 * documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html">model-parameters-mistral-chat-completion</a>.
 * No page says what its streams are made of, so there are none.
 */
final class MistralChatProtocol implements Protocol {

  private final ChatProtocol chat = new ChatProtocol();

  @Override
  public String endpoint() {
    return chat.endpoint();
  }

  @Override
  public Ask ask(JsonNode body) {
    if (body.path("stream").asBoolean()) {
      throw new IllegalArgumentException(
          "streams of this model's chat are not simulated: ask for its text completion");
    }
    return chat.ask(body);
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", completion.answer().text());
    if (!completion.answer().calls().isEmpty()) calls(completion, message.putArray("tool_calls"));
    choice.put("stop_reason", completion.reason("stop", "length", "tool_calls"));
    return json;
  }

  private static void calls(Completion completion, ArrayNode calls) {
    for (Answer.ToolCall call : completion.answer().calls()) {
      calls
          .addObject()
          .put("id", call.id())
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
  }

  @Override
  public List<Frame> frames(Completion completion) {
    throw new IllegalStateException("nobody can ask for them");
  }
}
