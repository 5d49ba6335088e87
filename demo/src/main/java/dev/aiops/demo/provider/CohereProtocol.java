/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Cohere Command's bodies of InvokeModel, as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html">model-parameters-cohere-command</a>.
 * They count nothing.
 */
final class CohereProtocol implements PromptProtocol {

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
    ObjectNode json = JSON.createObjectNode();
    json.putArray("generations")
        .addObject()
        .put("finish_reason", reason(completion))
        .put("id", completion.id() + "-1")
        .put("text", completion.answer().text());
    return json.put("id", completion.id()).put("prompt", completion.ask().userText());
  }

  @Override
  public ObjectNode piece(Completion completion, String text, Place place) {
    ObjectNode json = JSON.createObjectNode().put("index", 0).put("text", text);
    json.put("is_finished", place.last());
    return place.last() ? json.put("finish_reason", reason(completion)) : json;
  }

  private static String reason(Completion completion) {
    return completion.reason("COMPLETE", "MAX_TOKENS", "COMPLETE");
  }
}
