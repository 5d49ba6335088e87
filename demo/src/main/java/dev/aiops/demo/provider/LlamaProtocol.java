/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Llama's bodies of InvokeModel, as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-meta.html">model-parameters-meta</a>.
 */
final class LlamaProtocol implements PromptProtocol {

  @Override
  public String prompt(JsonNode body) {
    return body.path("prompt").asText();
  }

  @Override
  public int limit(JsonNode body) {
    return body.path("max_gen_len").asInt(0);
  }

  @Override
  public JsonNode whole(Completion completion) {
    return piece(
        completion, completion.answer().text(), new Place(true, true, completion.told().output()));
  }

  @Override
  public ObjectNode piece(Completion completion, String text, Place place) {
    ObjectNode json = JSON.createObjectNode().put("generation", text);
    json.putNull("prompt_token_count");
    completion.toldUse().ifPresent(use -> count(use, place, json));
    return place.last() ? json.put("stop_reason", reason(completion)) : json.putNull("stop_reason");
  }

  private static void count(ToldUse use, Place place, ObjectNode json) {
    if (place.first()) json.put("prompt_token_count", use.input());
    json.put("generation_token_count", place.tokens());
  }

  private static String reason(Completion completion) {
    return completion.reason("stop", "length", "stop");
  }
}
