/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The chat window: shows the answer as it is written. */
final class LiveChat {

  private final ChatAgent agent;

  LiveChat(ChatAgent agent) {
    this.agent = agent;
  }

  /** The whole answer, once it has been shown. */
  String answer(Ticket ticket) {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    agent
        .answer(ticket.text())
        .onPartialResponse(word -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    return done.orTimeout(30, TimeUnit.SECONDS).join().aiMessage().text();
  }
}
