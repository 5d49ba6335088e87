/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.openai;

import com.openai.azure.AzureUrlPathMode;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using
 * openai-java. Each case asks for a model of its own name and prints what the app got.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
@SuppressWarnings("MustBeClosedChecker") // some cases are about what is not closed
public final class OpenAiApp {

  private final int port;

  private OpenAiApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    OpenAiApp app = new OpenAiApp(Integer.parseInt(args[0]));
    for (int i = 1; i < args.length; i++) {
      app.run(args[i]);
    }
    System.out.println("done");
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
      case "raw" -> raw(name);
      case "unread" -> unread(name);
      case "leaked" -> leaked(name);
      case "options" -> options(name);
      case "async" -> text(async(name).chat().completions().create(chat(name)).get());
      case "then" -> then(name);
      case "cancel" -> cancel(name);
      case "expire" -> expire(name);
      case "timeout" -> timeout(name);
      case "unreachable" -> unreachable(name);
      case "stream" -> stream(client(name), chat(name));
      case "streamusage" -> stream(client(name), withUsage(name));
      case "streamasync" -> streamAsync(name);
      case "abandon" -> abandon(name);
      case "enough" -> enough(name);
      case "responses" -> responses(name);
      case "responsestream" -> responseStream(name);
      case "completions" -> completions(name);
      case "embeddings" -> embeddings(name);
      case "azure" -> azure(name);
      case "desk" -> new Desk(client(name)).ask(chat(name));
      case "parallel" -> parallel(name);
      case "loop" -> loop(name);
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
    return OpenAIOkHttpClientAsync.builder().baseUrl(url(name)).apiKey("k").maxRetries(1).build();
  }

  private static ChatCompletionCreateParams chat(String name) {
    return ChatCompletionCreateParams.builder()
        .model(name)
        .maxCompletionTokens(64)
        .temperature(0.25)
        .addSystemMessage("Be brief.")
        .addUserMessage("Why is the sky blue?")
        .build();
  }

  private static ChatCompletionCreateParams withUsage(String name) {
    return chat(name).toBuilder()
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private static String text(ChatCompletion answer) {
    String text = answer.choices().get(0).message().content().orElse("");
    return text.length() > 100 ? text.length() + " characters" : text;
  }

  private String raw(String name) {
    HttpResponseFor<ChatCompletion> response =
        client(name).withRawResponse().chat().completions().create(chat(name));
    String id = response.requestId().orElse("no id");
    return id + " " + text(response.parse());
  }

  private String unread(String name) {
    client(name).withRawResponse().chat().completions().create(chat(name)).close();
    return "closed";
  }

  private String leaked(String name) throws InterruptedException {
    client(name).withRawResponse().chat().completions().create(chat(name)).headers();
    for (int i = 0; i < 20; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return "forgotten";
  }

  private String options(String name) {
    return text(
        client(name)
            .withOptions(options -> options.maxRetries(0).baseUrl(url(name)))
            .chat()
            .completions()
            .create(chat(name)));
  }

  private String then(String name) throws Exception {
    OpenAIClientAsync client = async(name);
    return client
        .chat()
        .completions()
        .create(chat(name))
        .thenCompose(first -> client.chat().completions().create(chat(name)))
        .thenApply(OpenAiApp::text)
        .get();
  }

  private String cancel(String name) throws InterruptedException {
    CompletableFuture<ChatCompletion> answer = async(name).chat().completions().create(chat(name));
    Thread.sleep(200);
    return "cancelled " + answer.thenApply(OpenAiApp::text).cancel(true) + answer.cancel(true);
  }

  private String expire(String name) throws Exception {
    return text(
        async(name)
            .chat()
            .completions()
            .create(chat(name))
            .orTimeout(200, TimeUnit.MILLISECONDS)
            .get());
  }

  private String timeout(String name) {
    OpenAIClient client =
        client(name).withOptions(o -> o.maxRetries(0).timeout(Duration.ofMillis(300)));
    return text(client.chat().completions().create(chat(name)));
  }

  private String unreachable(String name) {
    OpenAIClient client =
        client(name).withOptions(o -> o.maxRetries(1).baseUrl("http://127.0.0.1:9/v1"));
    return text(client.chat().completions().create(chat(name)));
  }

  /** Breaks, as many apps do, on a chunk without a choice. */
  private static String stream(OpenAIClient client, ChatCompletionCreateParams params) {
    StringBuilder text = new StringBuilder();
    AtomicInteger usages = new AtomicInteger();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream()
          .forEach(
              chunk -> {
                chunk.usage().ifPresent(usage -> usages.incrementAndGet());
                if (params.streamOptions().isEmpty() || !chunk.choices().isEmpty()) {
                  text.append(chunk.choices().get(0).delta().content().orElse(""));
                }
              });
    }
    return text + " usages " + usages;
  }

  private String streamAsync(String name) throws Exception {
    StringBuilder text = new StringBuilder();
    async(name)
        .chat()
        .completions()
        .createStreaming(chat(name))
        .subscribe(chunk -> text.append(chunk.choices().get(0).delta().content().orElse("")))
        .onCompleteFuture()
        .get();
    return text.toString();
  }

  private String abandon(String name) {
    try (StreamResponse<ChatCompletionChunk> chunks =
        client(name).chat().completions().createStreaming(chat(name))) {
      return chunks.stream().findFirst().get().choices().get(0).delta().content().orElse("");
    }
  }

  /** Stops at the finish reason, as many apps do. */
  private String enough(String name) {
    try (StreamResponse<ChatCompletionChunk> chunks =
        client(name).chat().completions().createStreaming(chat(name))) {
      return chunks.stream()
          .filter(chunk -> chunk.choices().get(0).finishReason().isPresent())
          .findFirst()
          .get()
          .id();
    }
  }

  private static ResponseCreateParams response(String name) {
    return ResponseCreateParams.builder().model(name).input("Why?").maxOutputTokens(50).build();
  }

  private String responses(String name) {
    return client(name).responses().create(response(name)).id();
  }

  private String responseStream(String name) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ResponseStreamEvent> events =
        client(name).responses().createStreaming(response(name))) {
      events.stream()
          .forEach(event -> event.outputTextDelta().ifPresent(d -> text.append(d.delta())));
    }
    return text.toString();
  }

  private String completions(String name) {
    CompletionCreateParams params =
        CompletionCreateParams.builder().model(name).prompt("Once upon").build();
    return client(name).completions().create(params).choices().get(0).text();
  }

  private String embeddings(String name) {
    EmbeddingCreateParams params =
        EmbeddingCreateParams.builder().model(name).input("some text").dimensions(2).build();
    return client(name).embeddings().create(params).data().get(0).embedding().toString();
  }

  private String azure(String name) {
    return text(
        OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:" + port + "/" + name)
            .azureUrlPathMode(AzureUrlPathMode.LEGACY)
            .apiKey("k")
            .build()
            .chat()
            .completions()
            .create(chat(name)));
  }

  private String parallel(String name) throws Exception {
    OpenAIClient client = client(name);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(threads.submit(() -> text(client.chat().completions().create(chat(name)))));
    }
    int right = 0;
    for (Future<String> answer : answers) {
      right += answer.get().equals("Hello") ? 1 : 0;
    }
    return "right " + right;
  }

  /** Prints the median time of a call in microseconds. */
  private String loop(String name) {
    OpenAIClient client = client(name);
    ChatCompletionCreateParams params = chat(name);
    int calls = Integer.getInteger("calls", 300);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 2 * calls; i++) {
      long start = System.nanoTime();
      client.chat().completions().create(params);
      if (i >= calls) {
        times.add(System.nanoTime() - start);
      }
    }
    times.sort(null);
    return "p50 " + times.get(calls / 2) / 1000;
  }
}
