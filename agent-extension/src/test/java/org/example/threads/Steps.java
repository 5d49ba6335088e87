/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.threads;

import dev.langchain4j.model.chat.ChatModel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Agents that the operator names, which ask a model on threads that are not theirs. */
final class Steps {

  private final ChatModel model;

  Steps(ChatModel model) {
    this.model = model;
  }

  /** Two calls, one after the other. */
  CompletionStage<String> chain(Executor threads) {
    return CompletableFuture.supplyAsync(() -> model.chat("one"), threads)
        .thenApplyAsync(answer -> answer + ", " + model.chat("two"), threads);
  }

  /** Two calls at once, in a scope that waits for both. */
  String structured() throws Exception {
    Callable<String> left = () -> model.chat("one");
    Callable<String> right = () -> model.chat("two");
    return Newer.both(left, right);
  }
}
