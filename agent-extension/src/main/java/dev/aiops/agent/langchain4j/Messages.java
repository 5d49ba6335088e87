/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Messages as JSON of the GenAI semantic conventions: a role and parts. Binary content is named by
 * its type and left out.
 */
final class Messages {

  private static final JsonFactory JSON = new JsonFactory();
  // a message of several contents since 1.10 or so; text() throws for one that is not a single text
  private static final Getter CONTENTS = new Getter("contents");

  private Messages() {}

  /** JSON for {@code gen_ai.system_instructions}, or null where there are none. */
  static @Nullable String systemInstructions(List<ChatMessage> messages) {
    if (messages.stream().noneMatch(SystemMessage.class::isInstance)) {
      return null;
    }
    return array(
        json -> {
          for (ChatMessage message : messages) {
            if (message instanceof SystemMessage system) {
              part(json, "text", "content", system.text());
            }
          }
        });
  }

  /** JSON for {@code gen_ai.input.messages}: all but the system messages. */
  static String input(List<ChatMessage> messages) {
    return array(
        json -> {
          for (ChatMessage message : messages) {
            message(json, message);
          }
        });
  }

  /** JSON for {@code gen_ai.output.messages}. */
  static String output(AiMessage message) {
    return array(json -> message(json, message));
  }

  /** Text of the last user message, or null. */
  static @Nullable String prompt(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof UserMessage user) {
        return text(user.contents());
      }
    }
    return null;
  }

  /** Characters of text in {@code messages}. */
  static long chars(List<ChatMessage> messages) {
    long chars = 0;
    for (ChatMessage message : messages) {
      chars += chars(message);
    }
    return chars;
  }

  /** Characters of text the model wrote, tool calls included. */
  static long chars(AiMessage message) {
    long chars = length(message.text());
    if (message.hasToolExecutionRequests()) {
      for (ToolExecutionRequest request : message.toolExecutionRequests()) {
        chars += length(request.name()) + length(request.arguments());
      }
    }
    return chars;
  }

  private static long chars(ChatMessage message) {
    if (message instanceof UserMessage user) {
      return contentChars(user.contents());
    }
    if (message instanceof SystemMessage system) {
      return length(system.text());
    }
    if (message instanceof AiMessage ai) {
      return chars(ai);
    }
    return message instanceof ToolExecutionResultMessage result ? length(text(result)) : 0;
  }

  private static long contentChars(@Nullable List<Content> contents) {
    long chars = 0;
    for (int i = 0; contents != null && i < contents.size(); i++) {
      chars += contents.get(i) instanceof TextContent text ? length(text.text()) : 0;
    }
    return chars;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static String text(@Nullable List<?> contents) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; contents != null && i < contents.size(); i++) {
      if (contents.get(i) instanceof TextContent part) {
        text.append(text.isEmpty() ? "" : "\n").append(part.text());
      }
    }
    return text.toString();
  }

  private static String text(ToolExecutionResultMessage result) {
    return CONTENTS.of(result) instanceof List<?> contents ? text(contents) : result.text();
  }

  private static void message(JsonGenerator json, ChatMessage message) throws IOException {
    if (message instanceof SystemMessage) {
      return;
    }
    json.writeStartObject();
    json.writeStringField("role", role(message));
    json.writeArrayFieldStart("parts");
    parts(json, message);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String role(ChatMessage message) {
    if (message instanceof UserMessage) {
      return "user";
    }
    if (message instanceof AiMessage) {
      return "assistant";
    }
    return message instanceof ToolExecutionResultMessage
        ? "tool"
        : message.type().name().toLowerCase(Locale.ROOT);
  }

  private static void parts(JsonGenerator json, ChatMessage message) throws IOException {
    if (message instanceof UserMessage user) {
      for (Content content : user.contents()) {
        content(json, content);
      }
    } else if (message instanceof AiMessage ai) {
      answer(json, ai);
    } else if (message instanceof ToolExecutionResultMessage result) {
      json.writeStartObject();
      json.writeStringField("type", "tool_call_response");
      json.writeStringField("id", result.id());
      json.writeStringField("response", text(result));
      json.writeEndObject();
    } else {
      part(json, "text", "content", message.toString());
    }
  }

  private static void content(JsonGenerator json, Content content) throws IOException {
    if (content instanceof TextContent text) {
      part(json, "text", "content", text.text());
    } else {
      part(json, "blob", "modality", content.type().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void answer(JsonGenerator json, AiMessage message) throws IOException {
    if (message.text() != null) {
      part(json, "text", "content", message.text());
    }
    if (!message.hasToolExecutionRequests()) {
      return;
    }
    for (ToolExecutionRequest request : message.toolExecutionRequests()) {
      json.writeStartObject();
      json.writeStringField("type", "tool_call");
      json.writeStringField("id", request.id());
      json.writeStringField("name", request.name());
      json.writeStringField("arguments", request.arguments());
      json.writeEndObject();
    }
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
