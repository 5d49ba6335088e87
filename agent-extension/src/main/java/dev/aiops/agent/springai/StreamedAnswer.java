/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.pricing.Usage;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.springai.OpenCall.Earlier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;

/** The pieces of a streamed answer, put together. Thread-safe. */
final class StreamedAnswer {

  private static final int MOST_TEXT = 64 * 1024;

  private final Earlier earlier;
  private final StringBuilder text = new StringBuilder();
  private boolean begun;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Usage usage;
  private List<String> finishReasons = List.of();

  StreamedAnswer(Earlier earlier) {
    this.earlier = earlier;
  }

  /** Takes a piece, and says how many characters of text are in it. */
  synchronized int add(ChatResponse piece) {
    begun = true;
    metadata(piece.getMetadata());
    List<String> reasons = Responses.finishReasons(piece);
    if (!reasons.isEmpty() && !reasons.contains("error")) {
      finishReasons = reasons;
    }
    List<AssistantMessage> messages = Responses.answers(piece);
    messages.forEach(message -> keep(message.getText()));
    return (int) Messages.chars(messages);
  }

  private void metadata(@Nullable ChatResponseMetadata metadata) {
    if (metadata == null) {
      return;
    }
    id = newer(metadata.getId(), id);
    model = newer(metadata.getModel(), model);
    Usage reported = Usages.of(metadata.getUsage(), earlier);
    usage = reported == null ? usage : reported;
  }

  private static @Nullable String newer(@Nullable String said, @Nullable String before) {
    String known = Responses.known(said);
    return known == null ? before : known;
  }

  private void keep(@Nullable String piece) {
    if (piece != null && text.length() < MOST_TEXT) {
      text.append(piece, 0, Math.min(piece.length(), MOST_TEXT - text.length()));
    }
  }

  /** Whether any piece has arrived. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /** What has arrived. */
  synchronized ModelResponse response() {
    String all = text.toString();
    return ModelResponse.builder()
        .id(id)
        .model(model)
        .usage(usage)
        .finishReasons(finishReasons)
        .messages(() -> all.isEmpty() ? null : Messages.input(List.of(new AssistantMessage(all))))
        .text(() -> all.isEmpty() ? null : all)
        .build();
  }
}
