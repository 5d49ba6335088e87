/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's text completion of InvokeModel, as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-text-completion.html">model-parameters-mistral-text-completion</a>.
 * Its bodies count nothing.
 */
final class MistralProtocol implements PromptProtocol {

  @Override
  public String prompt(JsonNode body) {
    return body.path("prompt").asText();
  }

  @Override
  public int limit(JsonNode body) {
    return body.path("max_tokens").asInt(0);
  }

  @Override
  public JsonNode whole(Completion completion) {
    return output(completion.answer().text(), reason(completion));
  }

  @Override
  public ObjectNode piece(Completion completion, String text, Place place) {
    return output(text, place.last() ? reason(completion) : null);
  }

  private static ObjectNode output(String text, @Nullable String reason) {
    ObjectNode json = JSON.createObjectNode();
    json.putArray("outputs").addObject().put("text", text).put("stop_reason", reason);
    return json;
  }

  private static String reason(Completion completion) {
    return completion.reason("stop", "length", "stop");
  }
}
