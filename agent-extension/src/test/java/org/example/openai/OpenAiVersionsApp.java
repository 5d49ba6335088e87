/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * As {@link OpenAiApp}, with nothing that openai-java 1.1.0 has not.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
@SuppressWarnings("MustBeClosedChecker") // some cases are about what is not closed
public final class OpenAiVersionsApp {

  /** The only model that makes no text. */
  public static final String EMBEDDING_MODEL = "text-embedding-3-small";

  /** Every other case's model begins so. */
  public static final String MODEL = "wire-";

  private final int port;

  /** A client that is collected is closed, and what it is doing fails. */
  private final List<OpenAIClientAsync> kept = new ArrayList<>();

  private OpenAiVersionsApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) {
    OpenAiVersionsApp app = new OpenAiVersionsApp(Integer.parseInt(args[0]));
    for (int i = 1; i < args.length; i++) {
      app.run(args[i]);
    }
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      Throwable cause = e.getCause();
      outcome =
          "threw " + e.getClass().getName() + (cause == null ? "" : " by " + cause.getClass());
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    String style = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    return switch (style) {
      case "chat" -> text(client(name).chat().completions().create(chat(name)));
      case "raw" ->
          text(client(name).withRawResponse().chat().completions().create(chat(name)).parse());
      case "async" -> text(async(name).chat().completions().create(chat(name)).get());
      case "cancel" -> cancel(name);
      case "stream" -> stream(name);
      case "streamasync" -> streamAsync(name);
      case "abandon" -> abandon(name);
      case "responses" -> client(name).responses().create(response(name)).id();
      case "embeddings" -> client(name).embeddings().create(embedding()).model();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name + "/v1";
  }

  private OpenAIClient client(String name) {
    return OpenAIOkHttpClient.builder().baseUrl(url(name)).apiKey("k").maxRetries(1).build();
  }

  private OpenAIClientAsync async(String name) {
    OpenAIClientAsync client =
        OpenAIOkHttpClientAsync.builder().baseUrl(url(name)).apiKey("k").maxRetries(1).build();
    kept.add(client);
    return client;
  }

  /** Cases that end in {@code -dear} ask for an answer that may cost most of a dollar. */
  private static ChatCompletionCreateParams chat(String name) {
    return ChatCompletionCreateParams.builder()
        .model(MODEL + name)
        .maxCompletionTokens(name.endsWith("-dear") ? 60_000 : 64)
        .addUserMessage("Why is the sky blue?")
        .build();
  }

  private static ResponseCreateParams response(String name) {
    return ResponseCreateParams.builder()
        .model(MODEL + name)
        .input("Why?")
        .maxOutputTokens(50)
        .build();
  }

  private static EmbeddingCreateParams embedding() {
    return EmbeddingCreateParams.builder().model(EMBEDDING_MODEL).input("some text").build();
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().get(0).message().content().orElse("");
  }

  private String cancel(String name) throws InterruptedException {
    CompletableFuture<ChatCompletion> answer = async(name).chat().completions().create(chat(name));
    Thread.sleep(200);
    return "cancelled " + answer.cancel(true);
  }

  private String stream(String name) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client(name).chat().completions().createStreaming(chat(name))) {
      chunks.stream().forEach(chunk -> text.append(piece(chunk)));
    }
    return text.toString();
  }

  private static String piece(ChatCompletionChunk chunk) {
    return chunk.choices().get(0).delta().content().orElse("");
  }

  private String streamAsync(String name) throws Exception {
    StringBuilder text = new StringBuilder();
    async(name)
        .chat()
        .completions()
        .createStreaming(chat(name))
        .subscribe(chunk -> text.append(piece(chunk)))
        .onCompleteFuture()
        .get();
    return text.toString();
  }

  private String abandon(String name) {
    try (StreamResponse<ChatCompletionChunk> chunks =
        client(name).chat().completions().createStreaming(chat(name))) {
      return piece(chunks.stream().findFirst().get());
    }
  }
}
