/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/**
 * The arguments of an action: what is shown, hashed and run.
 *
 * @param json a canonical JSON object
 */
public record Arguments(@JsonValue String json) {

  /** The most bytes they may have. */
  public static final int MOST_BYTES = 65_536;

  /** How deep they may be nested. */
  public static final int DEEPEST = 64;

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** For what the log holds; {@link #of} reads what is sent. */
  @JsonCreator
  public Arguments {}

  /**
   * Arguments as they were sent; floats must have been read as decimals.
   *
   * @throws UnreadableArgumentsException where they are no object, or have no canonical form
   * @throws IllegalArgumentException where they are too large or too deep
   */
  public static Arguments of(JsonNode sent) {
    if (!sent.isObject()) {
      throw new UnreadableArgumentsException("arguments must be a JSON object");
    } else if (isDeeperThan(sent, DEEPEST)) {
      throw new IllegalArgumentException("arguments are nested deeper than 64");
    }
    String json = CanonicalJson.of(sent);
    if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("arguments have more than 65536 bytes");
    }
    return new Arguments(json);
  }

  /** As a tree, with exact numbers. */
  public JsonNode tree() {
    try {
      return EXACT.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("arguments in the log are no JSON", e);
    }
  }

  private static boolean isDeeperThan(JsonNode value, int levels) {
    if (levels == 0) {
      return value.isContainerNode();
    }
    for (JsonNode child : value) {
      if (isDeeperThan(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }
}
