/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Asks the second model when the first one fails. */
final class FallbackModel implements ChatModel {

  private final ChatModel first;
  private final ChatModel second;

  FallbackModel(ChatModel first, ChatModel second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    try {
      return first.chat(request);
    } catch (RuntimeException e) {
      return second.chat(request);
    }
  }
}
