/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.pricing.CallFacts;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;

/** How much text goes into a model, and whether other things do. */
final class MessageFacts {

  private static final Getter MEDIA = new Getter("getMedia");
  private static final Getter MIME_TYPE = new Getter("getMimeType");

  private long bytes;
  private boolean images;
  private boolean audio;
  private boolean files;

  private MessageFacts() {}

  static MessageFacts of(List<Message> messages) {
    MessageFacts facts = new MessageFacts();
    messages.forEach(facts::message);
    return facts;
  }

  /** Bytes of text. */
  long bytes() {
    return bytes;
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
  }

  private void message(Message message) {
    text(message.getText());
    if (MEDIA.of(message) instanceof Collection<?> media) {
      media.forEach(this::media);
    }
    if (message instanceof AssistantMessage answer) {
      // what a provider wants back of an earlier answer: thoughts and their signatures
      answer.getMetadata().values().forEach(value -> text(String.valueOf(value)));
      answer.getToolCalls().forEach(this::toolCall);
    }
    if (message instanceof ToolResponseMessage results) {
      results.getResponses().forEach(this::result);
    }
  }

  private void toolCall(ToolCall call) {
    text(call.id());
    text(call.name());
    text(call.arguments());
  }

  private void result(ToolResponse result) {
    text(result.id());
    text(result.name());
    text(result.responseData());
  }

  private void text(@Nullable String text) {
    bytes += Utf8.length(text);
  }

  private void media(Object media) {
    String type = String.valueOf(MIME_TYPE.of(media));
    if (type.startsWith("image/")) {
      images = true;
    } else if (type.startsWith("audio/")) {
      audio = true;
    } else {
      files = true; // videos, documents, and what later versions have
    }
  }
}
