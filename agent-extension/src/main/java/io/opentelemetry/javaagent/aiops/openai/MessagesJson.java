/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages in the JSON of the GenAI conventions: a role and its parts. */
final class MessagesJson {

  private static final JsonFactory JSON = new JsonFactory();

  /** Writes one message. */
  interface Body {
    void write(MessagesJson json) throws IOException;
  }

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  private MessagesJson() throws IOException {
    json = JSON.createGenerator(text);
  }

  /** A JSON array of what {@code body} writes. */
  static String array(Body body) {
    try {
      MessagesJson messages = new MessagesJson();
      messages.json.writeStartArray();
      body.write(messages);
      messages.json.writeEndArray();
      messages.json.close();
      return messages.text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does no I/O
    }
  }

  /** The answer's messages, or null where there are none. */
  static @Nullable String output(List<OutputMessage> messages) {
    return messages.isEmpty()
        ? null
        : array(
            json -> {
              for (OutputMessage message : messages) {
                json.output(message);
              }
            });
  }

  private void output(OutputMessage message) throws IOException {
    begin("assistant");
    if (!message.text().isEmpty()) {
      textPart(message.text().toString());
    }
    for (OutputMessage.ToolCall call : message.toolCalls()) {
      toolCallPart(call.id(), call.name(), call.arguments());
    }
    end();
  }

  void begin(String role) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeArrayFieldStart("parts");
  }

  void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  void textPart(String content) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "text");
    json.writeStringField("content", content);
    json.writeEndObject();
  }

  void toolCallPart(@Nullable String id, @Nullable String name, String arguments)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call");
    optional("id", id);
    optional("name", name);
    json.writeStringField("arguments", arguments);
    json.writeEndObject();
  }

  void toolResponsePart(@Nullable String id, String response) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call_response");
    optional("id", id);
    json.writeStringField("response", response);
    json.writeEndObject();
  }

  private void optional(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
