/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Titan Text's bodies of InvokeModel, as documented at <a
 * href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-text.html">model-parameters-titan-text</a>.
 */
final class TitanProtocol implements PromptProtocol {

  @Override
  public String prompt(JsonNode body) {
    return body.path("inputText").asText();
  }

  @Override
  public int limit(JsonNode body) {
    return body.path("textGenerationConfig").path("maxTokenCount").asInt(0);
  }

  @Override
  public JsonNode whole(Completion completion) {
    ObjectNode json = JSON.createObjectNode();
    completion.toldUse().ifPresent(use -> json.put("inputTextTokenCount", use.input()));
    ObjectNode result = json.putArray("results").addObject();
    completion.toldUse().ifPresent(use -> result.put("tokenCount", use.output()));
    result.put("outputText", completion.answer().text());
    result.put("completionReason", reason(completion));
    return json;
  }

  @Override
  public ObjectNode piece(Completion completion, String text, Place place) {
    ObjectNode json = JSON.createObjectNode().put("index", 0);
    json.putNull("inputTextTokenCount").putNull("totalOutputTextTokenCount");
    completion.toldUse().ifPresent(use -> count(use, place, json));
    return json.put("outputText", text)
        .put("completionReason", place.last() ? reason(completion) : null);
  }

  private static void count(ToldUse use, Place place, ObjectNode json) {
    if (place.first()) json.put("inputTextTokenCount", use.input());
    if (place.last()) json.put("totalOutputTextTokenCount", use.output());
  }

  private static String reason(Completion completion) {
    return completion.reason("FINISHED", "LENGTH", "FINISHED");
  }
}
