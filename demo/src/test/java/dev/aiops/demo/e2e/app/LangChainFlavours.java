/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialEmbeddingModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** LangChain4j's models, on its own HTTP client and on openai-java. */
final class LangChainFlavours {

  private static final String KEY = "sk-e2e-0123456789abcdefghij";

  private final String baseUrl;

  LangChainFlavours(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  Map<String, Flavour> all() {
    Map<String, Flavour> all = new TreeMap<>();
    all.put("lc4j.chat", c -> chat(c).chat(c.message()));
    all.put("lc4j.stream", c -> streamed(streaming(c), c));
    all.put("lc4j.stream-left", c -> left(streaming(c), c));
    all.put(
        "lc4j.embed", c -> "dimensions " + embedding(c).embed(c.message()).content().dimension());
    all.put("lc4j.embed-all", this::embedAll);
    all.put("lc4j.fallback", this::fallback);
    all.put("official.chat", c -> officialChat(c).chat(c.message()));
    all.put("official.stream", c -> streamed(officialStreaming(c), c));
    all.put("official.stream-left", c -> left(officialStreaming(c), c));
    all.put(
        "official.embed",
        c -> "dimensions " + officialEmbedding(c).embed(c.message()).content().dimension());
    return all;
  }

  ChatModel chat(Command command) {
    return OpenAiChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .maxRetries(command.retries())
        .build();
  }

  StreamingChatModel streaming(Command command) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .build();
  }

  private OpenAiEmbeddingModel embedding(Command command) {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .dimensions(32)
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .maxRetries(command.retries())
        .build();
  }

  ChatModel officialChat(Command command) {
    return OpenAiOfficialChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .maxRetries(command.retries())
        .build();
  }

  private StreamingChatModel officialStreaming(Command command) {
    return OpenAiOfficialStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .maxRetries(command.retries())
        .build();
  }

  private OpenAiOfficialEmbeddingModel officialEmbedding(Command command) {
    return OpenAiOfficialEmbeddingModel.builder()
        .baseUrl(baseUrl)
        .apiKey(KEY)
        .modelName(command.model())
        .dimensions(32)
        .customHeaders(command.headers())
        .timeout(command.timeout())
        .maxRetries(command.retries())
        .build();
  }

  private String embedAll(Command command) {
    List<TextSegment> texts = List.of(TextSegment.from(command.message()), TextSegment.from("two"));
    return "vectors " + embedding(command).embedAll(texts).content().size();
  }

  /** The model asked for, and when it fails gpt-4o-mini without its faults. */
  private String fallback(Command command) {
    try {
      return chat(command).chat(command.message());
    } catch (RuntimeException e) {
      return chat(command.model("gpt-4o-mini").sim("")).chat(command.message());
    }
  }

  private static String streamed(StreamingChatModel model, Command command) {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    StringBuilder seen = new StringBuilder();
    model.chat(command.message(), new Collector(seen, done));
    ChatResponse response = done.join();
    return seen + " " + response.finishReason();
  }

  private static String left(StreamingChatModel model, Command command) {
    CompletableFuture<String> left = new CompletableFuture<>();
    model.chat(command.message(), new Leaver(left));
    return left.join();
  }

  /** Leaves at the first word. */
  private record Leaver(CompletableFuture<String> left) implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
      context.streamingHandle().cancel();
      left.complete("left at " + partial.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      left.completeExceptionally(new IllegalStateException("it was read to its end"));
    }

    @Override
    public void onError(Throwable error) {
      left.completeExceptionally(error);
    }
  }

  private record Collector(StringBuilder seen, CompletableFuture<ChatResponse> done)
      implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String partial) {
      seen.append(partial);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      done.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      done.completeExceptionally(error);
    }
  }
}
