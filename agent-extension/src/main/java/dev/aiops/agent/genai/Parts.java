/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parts as JSON of the GenAI semantic conventions. Binary content is named by its kind and left
 * out.
 */
final class Parts {

  private Parts() {}

  /** Characters of text, function calls and their results included. */
  static long chars(Part part) {
    long chars = part.text().map(String::length).orElse(0);
    if (part.functionCall().isPresent()) {
      FunctionCall call = part.functionCall().get();
      chars += call.name().map(String::length).orElse(0) + arguments(call).length();
    }
    if (part.functionResponse().isPresent()) {
      chars += Json.object(part.functionResponse().get().response().orElse(Map.of())).length();
    }
    return chars;
  }

  private static String arguments(FunctionCall call) {
    return Json.object(call.args().orElse(Map.of()));
  }

  static void message(JsonGenerator json, String role, List<Part> parts) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeArrayFieldStart("parts");
    write(json, parts);
    json.writeEndArray();
    json.writeEndObject();
  }

  static void write(JsonGenerator json, List<Part> parts) throws IOException {
    for (Part part : parts) {
      write(json, part);
    }
  }

  private static void write(JsonGenerator json, Part part) throws IOException {
    if (part.text().isPresent()) {
      text(json, part.thought().orElse(false) ? "reasoning" : "text", part.text().get());
    } else if (part.functionCall().isPresent()) {
      call(json, part.functionCall().get());
    } else if (part.functionResponse().isPresent()) {
      result(json, part.functionResponse().get());
    } else if (part.executableCode().isPresent()) {
      text(json, "executable_code", part.executableCode().get().code().orElse(""));
    } else if (part.codeExecutionResult().isPresent()) {
      text(json, "code_execution_result", part.codeExecutionResult().get().output().orElse(""));
    } else {
      blob(json, mimeType(part));
    }
  }

  /** Of the data or the file a part is; null where it is neither. */
  static @Nullable String mimeType(Part part) {
    return part.inlineData()
        .map(data -> data.mimeType().orElse(""))
        .or(() -> part.fileData().map(file -> file.mimeType().orElse("")))
        .orElse(null);
  }

  private static void text(JsonGenerator json, String type, String content) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("content", content);
    json.writeEndObject();
  }

  private static void call(JsonGenerator json, FunctionCall call) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call");
    id(json, call.id().orElse(null));
    json.writeStringField("name", call.name().orElse(""));
    json.writeFieldName("arguments");
    Json.value(json, call.args().orElse(Map.of()));
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, FunctionResponse result) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call_response");
    id(json, result.id().or(result::name).orElse(null));
    json.writeFieldName("response");
    Json.value(json, result.response().orElse(Map.of()));
    json.writeEndObject();
  }

  /** The provider gives its calls none, and knows their results by the function's name. */
  private static void id(JsonGenerator json, @Nullable String id) throws IOException {
    if (id != null) {
      json.writeStringField("id", id);
    }
  }

  private static void blob(JsonGenerator json, @Nullable String mimeType) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "blob");
    if (mimeType != null) {
      json.writeStringField("mime_type", mimeType);
    }
    json.writeEndObject();
  }
}
