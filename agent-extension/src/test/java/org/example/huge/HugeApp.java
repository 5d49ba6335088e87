/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.huge;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An app that asks and is told more than anybody should. */
public final class HugeApp {

  private static final int CHARS = 50_000_000;

  private final String server;

  private HugeApp(String server) {
    this.server = server;
  }

  /** Argument: URL of the provider. */
  public static void main(String[] args) throws Exception {
    HugeApp app = new HugeApp(args[0]);
    System.out.println("openai-asks -> " + app.asks("openai-asks"));
    System.out.println("openai-streams -> " + app.streams("openai-streams"));
    System.out.println("langchain4j-asks -> " + app.langChain4jAsks("langchain4j-asks"));
    System.out.println("langchain4j-told -> " + app.langChain4jIsTold("langchain4j-told"));
    System.out.println("langchain4j-streams -> " + app.langChain4jStreams("langchain4j-streams"));
    System.out.println("done");
    System.exit(0);
  }

  private String url(String name) {
    return server + "/" + name + "/v1";
  }

  private OpenAIClient client(String name) {
    return OpenAIOkHttpClient.builder().baseUrl(url(name)).apiKey("k").maxRetries(0).build();
  }

  private static ChatCompletionCreateParams chat(String name, String question) {
    return ChatCompletionCreateParams.builder().model(name).addUserMessage(question).build();
  }

  private int asks(String name) {
    return client(name)
        .chat()
        .completions()
        .create(chat(name, "x".repeat(CHARS)))
        .choices()
        .get(0)
        .message()
        .content()
        .get()
        .length();
  }

  private long streams(String name) {
    try (StreamResponse<ChatCompletionChunk> chunks =
        client(name).chat().completions().createStreaming(chat(name, "much"))) {
      return chunks.stream()
          .mapToLong(chunk -> chunk.choices().get(0).delta().content().orElse("").length())
          .sum();
    }
  }

  private OpenAiChatModel model(String name) {
    return OpenAiChatModel.builder()
        .baseUrl(url(name))
        .apiKey("k")
        .modelName(name)
        .maxRetries(0)
        .build();
  }

  private int langChain4jAsks(String name) {
    return model(name).chat("x".repeat(CHARS)).length();
  }

  private int langChain4jIsTold(String name) {
    return model(name).chat("much").length();
  }

  private int langChain4jStreams(String name) throws Exception {
    CompletableFuture<Integer> length = new CompletableFuture<>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(url(name))
        .apiKey("k")
        .modelName(name)
        .build()
        .chat("much", new Counting(length));
    return length.get(2, TimeUnit.MINUTES);
  }

  private record Counting(CompletableFuture<Integer> length)
      implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String part) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {
      length.complete(response.aiMessage().text().length());
    }

    @Override
    public void onError(Throwable error) {
      length.completeExceptionally(error);
    }
  }
}
