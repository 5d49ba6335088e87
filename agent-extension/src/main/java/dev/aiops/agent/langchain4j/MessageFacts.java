/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much text goes into a model, and whether other things do. Younger than 1.0 and read by name:
 * attributes, thinking, generated images, and results of several contents.
 */
final class MessageFacts {

  private static final Getter ATTRIBUTES = new Getter("attributes");
  private static final Getter CONTENTS = new Getter("contents");
  private static final Getter IMAGES = new Getter("images");
  private static final Getter THINKING = new Getter("thinking");

  private static final String CACHE_CONTROL = "cache_control";
  private static final String SIGNATURE = "thinking_signature";
  private static final String EPHEMERAL = "ephemeral"; // without a time: the shortest

  private long bytes;
  private boolean images;
  private boolean audio;
  private boolean files;
  private boolean stored;
  private CacheMarker marker = CacheMarker.NONE;

  /** Bytes of text. */
  long bytes() {
    return bytes;
  }

  /** The cache writes that messages ask for. */
  CacheMarker marker() {
    return marker;
  }

  void addTo(CallFacts.Builder facts) {
    if (images) {
      facts.images();
    }
    if (audio) {
      facts.audio();
    }
    if (files) {
      facts.files();
    }
    if (stored) {
      facts.storedInput();
    }
  }

  void messages(List<ChatMessage> messages) {
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i));
    }
  }

  private void message(ChatMessage message) {
    if (message instanceof UserMessage user) {
      text(user.name());
      contents(user.contents());
      attributes(user);
    } else if (message instanceof SystemMessage system) {
      text(system.text());
    } else if (message instanceof AiMessage ai) {
      answer(ai);
    } else if (message instanceof ToolExecutionResultMessage result) {
      result(result);
    } else {
      text(message.toString());
      files = true;
    }
  }

  void text(@Nullable String text) {
    bytes += Utf8.length(text);
  }

  private void answer(AiMessage message) {
    text(message.text());
    text(THINKING.of(message) instanceof String thinking ? thinking : null);
    images |= IMAGES.of(message) instanceof Collection<?> made && !made.isEmpty();
    attributes(message);
    List<ToolExecutionRequest> requests = message.toolExecutionRequests();
    for (int i = 0; requests != null && i < requests.size(); i++) {
      ToolExecutionRequest request = requests.get(i);
      text(request.id());
      text(request.name());
      text(request.arguments());
    }
  }

  private void result(ToolExecutionResultMessage result) {
    text(result.id());
    text(result.toolName());
    if (CONTENTS.of(result) instanceof List<?> contents) {
      contents(contents);
    } else {
      text(result.text());
    }
  }

  void contents(List<?> contents) {
    for (int i = 0; i < contents.size(); i++) {
      if (contents.get(i) instanceof TextContent text) {
        text(text.text());
      } else if (contents.get(i) instanceof Content content) {
        other(content);
      }
    }
  }

  private void other(Content content) {
    switch (content.type().name()) {
      case "IMAGE" -> images = true;
      case "AUDIO" -> audio = true;
      default -> files = true; // videos, documents, and what later versions have
    }
  }

  /** What only some providers read. */
  private void attributes(ChatMessage message) {
    if (ATTRIBUTES.of(message) instanceof Map<?, ?> attributes && !attributes.isEmpty()) {
      attributes.forEach((name, value) -> attribute(String.valueOf(name), String.valueOf(value)));
    }
  }

  /** Of what a provider hid in an earlier answer nobody else knows the length. */
  private void attribute(String name, String value) {
    text(value);
    if (name.equals(CACHE_CONTROL)) {
      boolean isShort = value.equals(EPHEMERAL) && marker != CacheMarker.HOUR;
      marker = isShort ? CacheMarker.SHORT : CacheMarker.HOUR;
    } else {
      stored |= !name.equals(SIGNATURE);
    }
  }
}
