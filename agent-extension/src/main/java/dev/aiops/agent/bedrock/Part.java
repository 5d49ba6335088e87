/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message in the GenAI conventions. Binary content is named by what it is and left out.
 *
 * @param content text, arguments, response or modality, by type
 */
record Part(String type, @Nullable String id, @Nullable String name, String content) {

  static Part text(String text) {
    return new Part("text", null, null, text);
  }

  static Part blob(String modality) {
    return new Part("blob", null, null, modality);
  }

  static Part toolCall(@Nullable String id, @Nullable String name, String arguments) {
    return new Part("tool_call", id, name, arguments);
  }

  static Part toolResponse(@Nullable String id, String response) {
    return new Part("tool_call_response", id, null, response);
  }

  private String contentName() {
    return switch (type) {
      case "tool_call" -> "arguments";
      case "tool_call_response" -> "response";
      case "blob" -> "modality";
      default -> "content";
    };
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    if (id != null) {
      json.writeStringField("id", id);
    }
    if (name != null) {
      json.writeStringField("name", name);
    }
    json.writeStringField(contentName(), content);
    json.writeEndObject();
  }
}
