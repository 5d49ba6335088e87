/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;

/**
 * Messages as JSON of the GenAI semantic conventions: a role and parts. Binary content is named by
 * its type and left out.
 */
final class Messages {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Getter MEDIA = new Getter("getMedia");
  private static final Getter MIME_TYPE = new Getter("getMimeType");

  private Messages() {}

  /** JSON for {@code gen_ai.system_instructions}, or null where there are none. */
  static @Nullable String systemInstructions(List<Message> messages) {
    if (messages.stream().noneMatch(SystemMessage.class::isInstance)) {
      return null;
    }
    return array(
        json -> {
          for (Message message : messages) {
            if (message instanceof SystemMessage system) {
              part(json, "text", "content", system.getText());
            }
          }
        });
  }

  /** JSON for {@code gen_ai.input.messages}: all but the system messages. */
  static String input(List<? extends Message> messages) {
    return array(
        json -> {
          for (Message message : messages) {
            if (!(message instanceof SystemMessage)) {
              message(json, message);
            }
          }
        });
  }

  /** Text of the last user message, or null. */
  static @Nullable String prompt(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof UserMessage user) {
        return user.getText();
      }
    }
    return null;
  }

  /** Characters of text in {@code messages}. */
  static long chars(List<? extends Message> messages) {
    long chars = 0;
    for (Message message : messages) {
      chars += chars(message);
    }
    return chars;
  }

  private static long chars(Message message) {
    long chars = length(message.getText());
    if (message instanceof AssistantMessage answer) {
      for (ToolCall call : answer.getToolCalls()) {
        chars += length(call.name()) + length(call.arguments());
      }
    }
    if (message instanceof ToolResponseMessage results) {
      for (ToolResponse result : results.getResponses()) {
        chars += length(result.responseData());
      }
    }
    return chars;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static void message(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", message.getMessageType().getValue());
    json.writeArrayFieldStart("parts");
    parts(json, message);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void parts(JsonGenerator json, Message message) throws IOException {
    if (message instanceof ToolResponseMessage results) {
      for (ToolResponse result : results.getResponses()) {
        result(json, result);
      }
      return;
    }
    if (length(message.getText()) > 0) {
      part(json, "text", "content", message.getText());
    }
    if (MEDIA.of(message) instanceof Collection<?> media) {
      for (Object each : media) {
        part(json, "blob", "mime_type", String.valueOf(MIME_TYPE.of(each)));
      }
    }
    if (message instanceof AssistantMessage answer) {
      for (ToolCall call : answer.getToolCalls()) {
        toolCall(json, call);
      }
    }
  }

  private static void result(JsonGenerator json, ToolResponse result) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call_response");
    json.writeStringField("id", result.id());
    json.writeStringField("response", result.responseData());
    json.writeEndObject();
  }

  private static void toolCall(JsonGenerator json, ToolCall call) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "tool_call");
    json.writeStringField("id", call.id());
    json.writeStringField("name", call.name());
    json.writeStringField("arguments", call.arguments());
    json.writeEndObject();
  }

  private static void part(JsonGenerator json, String type, String field, @Nullable String value)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField(field, value);
    json.writeEndObject();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String array(Body body) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      body.write(json);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
