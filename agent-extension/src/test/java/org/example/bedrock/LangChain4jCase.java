/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.bedrock;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockChatRequestParameters;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** LangChain4j over the SDK's client: in a class of its own, because not all versions have it. */
final class LangChain4jCase {

  private static final String QUESTION = "Why is the sky blue?";
  private static final int THREADS = 4;

  static String chat(BedrockRuntimeClient client, String model) {
    return model(client, model).chat(QUESTION);
  }

  /** As many at once as there are threads. */
  static String many(BedrockRuntimeClient client, String name, int calls) throws Exception {
    BedrockChatModel model = model(client, name);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(threads.submit(() -> model.chat(QUESTION)));
    }
    int right = 0;
    for (Future<String> answer : answers) {
      right += answer.get().equals("Hello") ? 1 : 0;
    }
    threads.shutdown();
    return right + " right";
  }

  static String stream(BedrockRuntimeAsyncClient client, String model) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    BedrockStreamingChatModel.builder()
        .client(client)
        .modelId(model)
        .defaultRequestParameters(parameters())
        .build()
        .chat(QUESTION, new Joining(done));
    return done.get(20, TimeUnit.SECONDS);
  }

  private static BedrockChatModel model(BedrockRuntimeClient client, String model) {
    return BedrockChatModel.builder()
        .client(client)
        .modelId(model)
        .defaultRequestParameters(parameters())
        .build();
  }

  private static BedrockChatRequestParameters parameters() {
    return BedrockChatRequestParameters.builder().maxOutputTokens(64).build();
  }

  /** Puts the pieces of an answer together. */
  private static final class Joining implements StreamingChatResponseHandler {

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> done;

    Joining(CompletableFuture<String> done) {
      this.done = done;
    }

    @Override
    public void onPartialResponse(String part) {
      text.append(part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      done.complete(text.toString());
    }

    @Override
    public void onError(Throwable error) {
      done.completeExceptionally(error);
    }
  }

  private LangChain4jCase() {}
}
