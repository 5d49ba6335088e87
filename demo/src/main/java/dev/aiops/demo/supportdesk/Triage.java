/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Sorts incoming tickets, on plain openai-java. */
final class Triage {

  private final OpenAIClient client;

  Triage(OpenAIClient client) {
    this.client = client;
  }

  /** One word: where the ticket belongs. */
  String topic(Ticket ticket) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(Models.QUICK)
            .addSystemMessage("Classify the ticket in one word: delivery, refund, advice, billing.")
            .addUserMessage(ticket.text())
            .maxCompletionTokens(16)
            .build();
    return client
        .chat()
        .completions()
        .create(params)
        .choices()
        .get(0)
        .message()
        .content()
        .orElse("?");
  }
}
