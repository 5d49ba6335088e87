/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the model says: text, or tool calls, or both.
 *
 * @param text may be empty
 * @param calls tools it wants called, in order
 */
record Answer(String text, List<ToolCall> calls) {

  /** A tool call; {@code arguments} is the JSON text the model wrote. */
  record ToolCall(String id, String name, String arguments) {

    /** The same as an object, for the protocols that do not send it as text. */
    JsonNode input() {
      try {
        return Protocol.JSON.readTree(arguments);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("arguments of a tool are JSON: " + arguments, e);
      }
    }
  }

  Answer {
    calls = List.copyOf(calls);
  }

  static Answer of(String text) {
    return new Answer(text, List.of());
  }

  long tokens() {
    return Tokens.of(text)
        + calls.stream().mapToLong(c -> 8 + Tokens.of(c.name()) + Tokens.of(c.arguments())).sum();
  }
}
