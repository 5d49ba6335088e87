/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.util.stream.Collectors;

/** Writes the letters that go out by post: thinks first, then writes, both on plain openai-java. */
final class LetterWriter {

  private final OpenAIClient client;

  LetterWriter(OpenAIClient client) {
    this.client = client;
  }

  /** A letter about a ticket, as it comes out of the stream. */
  String letter(Ticket ticket) {
    return written(ticket, outline(ticket));
  }

  private String outline(Ticket ticket) {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model(Models.THINKING)
            .instructions("Outline a letter to the customer in three points.")
            .input(ticket.text())
            .build();
    return client.responses().create(params).output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(text -> text.text())
        .collect(Collectors.joining());
  }

  private String written(Ticket ticket, String outline) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(Models.EVERYDAY)
            .addSystemMessage("Write the letter from this outline: " + outline)
            .addUserMessage(ticket.text())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      return chunks.stream()
          .map(chunk -> chunk.choices().get(0).delta().content().orElse(""))
          .collect(Collectors.joining());
    }
  }
}
