/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Embeddings, as <a
 * href="https://platform.openai.com/docs/api-reference/embeddings">documented</a>.
 */
final class EmbeddingsProtocol {

  /** Texts to embed: their model, and how the vectors are wanted. */
  record Inputs(String model, List<String> texts, int dimensions, boolean base64) {

    TokenUse use() {
      return new TokenUse(texts.stream().mapToLong(Tokens::of).sum(), 0, 0, 0);
    }
  }

  private EmbeddingsProtocol() {}

  static Inputs inputs(JsonNode body) {
    String model = Protocol.model(body);
    JsonNode input = body.path("input");
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) texts.add(input.textValue());
    if (input.isArray()) input.forEach(one -> texts.add(text(one)));
    if (texts.isEmpty()) throw new IllegalArgumentException("'input' must not be empty");
    int dimensions = body.path("dimensions").asInt(model.endsWith("-large") ? 3072 : 1536);
    boolean base64 = body.path("encoding_format").asText("float").equals("base64");
    return new Inputs(model, List.copyOf(texts), dimensions, base64);
  }

  /** A list of token ids stands for a text of as many words. */
  private static String text(JsonNode input) {
    return input.isArray() ? input.toString() : input.asText();
  }

  static ObjectNode whole(Inputs inputs, String served, TokenUse use, boolean usageTold) {
    ObjectNode json = Protocol.JSON.createObjectNode().put("object", "list");
    ArrayNode data = json.putArray("data");
    for (int index = 0; index < inputs.texts().size(); index++) {
      float[] vector = WordVectors.of(inputs.texts().get(index), inputs.dimensions());
      ObjectNode one = data.addObject().put("object", "embedding").put("index", index);
      one.set("embedding", inputs.base64() ? base64(vector) : numbers(vector));
    }
    json.put("model", served);
    if (!usageTold) return json;
    json.putObject("usage").put("prompt_tokens", use.input()).put("total_tokens", use.input());
    return json;
  }

  private static JsonNode base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : vector) bytes.putFloat(value);
    return Protocol.JSON
        .getNodeFactory()
        .textNode(Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static JsonNode numbers(float[] vector) {
    ArrayNode numbers = Protocol.JSON.createArrayNode();
    for (float value : vector) numbers.add(value);
    return numbers;
  }
}
