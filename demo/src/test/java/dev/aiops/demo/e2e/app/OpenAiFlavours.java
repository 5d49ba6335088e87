/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** openai-java by itself: three endpoints, each sync, async, streaming and raw. */
final class OpenAiFlavours {

  private final String baseUrl;
  private final Map<String, OpenAIClient> clients = new ConcurrentHashMap<>();

  OpenAiFlavours(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  Map<String, Flavour> all() {
    Map<String, Flavour> all = new TreeMap<>();
    all.put("openai.chat.sync", c -> text(client(c).chat().completions().create(chat(c))));
    all.put(
        "openai.chat.async",
        c -> text(client(c).async().chat().completions().create(chat(c)).join()));
    all.put("openai.chat.raw", this::chatRaw);
    all.put("openai.chat.raw-async", this::chatRawAsync);
    all.put("openai.chat.stream", c -> chunks(client(c), chat(c)));
    all.put("openai.chat.stream-usage", c -> chunks(client(c), withUsage(c)));
    all.put("openai.chat.stream-raw", this::chunksRaw);
    all.put("openai.chat.stream-async", c -> chunksAsync(c, chat(c)));
    all.put("openai.chat.stream-left", this::chunksLeft);
    all.put("openai.chat.stream-async-left", this::chunksAsyncLeft);
    all.put("openai.chat.async-cancelled", this::cancelled);
    all.put("openai.responses.stream-left", this::eventsLeft);
    all.put("openai.responses.sync", c -> text(client(c).responses().create(response(c))));
    all.put(
        "openai.responses.async",
        c -> text(client(c).async().responses().create(response(c)).join()));
    all.put("openai.responses.raw", this::responseRaw);
    all.put("openai.responses.stream", this::events);
    all.put("openai.responses.stream-async", this::eventsAsync);
    all.put("openai.embeddings.sync", c -> text(client(c).embeddings().create(embedding(c))));
    all.put(
        "openai.embeddings.async",
        c -> text(client(c).async().embeddings().create(embedding(c)).join()));
    all.put("openai.embeddings.raw", this::embeddingsRaw);
    return all;
  }

  private OpenAIClient client(Command command) {
    return clients.computeIfAbsent(
        command.timeoutMs() + "/" + command.retries(),
        key ->
            OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey("sk-e2e-0123456789abcdefghij")
                .timeout(command.timeout())
                .maxRetries(command.retries())
                .build());
  }

  private static ChatCompletionCreateParams chat(Command command) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model(command.model())
            .addSystemMessage("You are terse.")
            .addUserMessage(command.message());
    command.headers().forEach(params::putAdditionalHeader);
    return params.build();
  }

  private static ChatCompletionCreateParams withUsage(Command command) {
    return chat(command).toBuilder()
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private static ResponseCreateParams response(Command command) {
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder().model(command.model()).input(command.message());
    command.headers().forEach(params::putAdditionalHeader);
    return params.build();
  }

  private static EmbeddingCreateParams embedding(Command command) {
    EmbeddingCreateParams.Builder params =
        EmbeddingCreateParams.builder()
            .model(command.model())
            .input(command.message())
            .dimensions(32);
    command.headers().forEach(params::putAdditionalHeader);
    return params.build();
  }

  private String chatRaw(Command command) {
    try (HttpResponseFor<ChatCompletion> raw =
        client(command).chat().completions().withRawResponse().create(chat(command))) {
      return raw.statusCode() + " " + text(raw.parse());
    }
  }

  private String chatRawAsync(Command command) {
    try (HttpResponseFor<ChatCompletion> raw =
        client(command)
            .async()
            .chat()
            .completions()
            .withRawResponse()
            .create(chat(command))
            .join()) {
      return raw.statusCode() + " " + text(raw.parse());
    }
  }

  private String responseRaw(Command command) {
    try (HttpResponseFor<Response> raw =
        client(command).responses().withRawResponse().create(response(command))) {
      return raw.statusCode() + " " + text(raw.parse());
    }
  }

  private String embeddingsRaw(Command command) {
    try (HttpResponseFor<CreateEmbeddingResponse> raw =
        client(command).embeddings().withRawResponse().create(embedding(command))) {
      return raw.statusCode() + " " + text(raw.parse());
    }
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().get(0).message().content().orElse("none");
  }

  private static String text(Response answer) {
    return String.join(
        "",
        answer.output().stream()
            .flatMap(item -> item.message().stream())
            .flatMap(message -> message.content().stream())
            .flatMap(content -> content.outputText().stream())
            .map(text -> text.text())
            .toList());
  }

  private static String text(CreateEmbeddingResponse answer) {
    return "dimensions " + answer.data().get(0).embedding().size();
  }

  private static String chunks(OpenAIClient client, ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      return seen(stream.stream().toList());
    }
  }

  private String chunksRaw(Command command) {
    try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> raw =
            client(command).chat().completions().withRawResponse().createStreaming(chat(command));
        StreamResponse<ChatCompletionChunk> stream = raw.parse()) {
      return raw.statusCode() + " " + seen(stream.stream().toList());
    }
  }

  private String chunksAsync(Command command, ChatCompletionCreateParams params) {
    List<ChatCompletionChunk> chunks = Collections.synchronizedList(new ArrayList<>());
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client(command).async().chat().completions().createStreaming(params);
    stream.subscribe(chunks::add).onCompleteFuture().join();
    return seen(chunks);
  }

  private String chunksLeft(Command command) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client(command).chat().completions().createStreaming(chat(command))) {
      return seen(stream.stream().limit(3).toList());
    }
  }

  private String chunksAsyncLeft(Command command) {
    CountDownLatch three = new CountDownLatch(3);
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client(command).async().chat().completions().createStreaming(chat(command));
    stream.subscribe(chunk -> three.countDown());
    await(three);
    stream.close();
    return "left";
  }

  /** The app loses its patience while the provider works. */
  private String cancelled(Command command) {
    CompletableFuture<ChatCompletion> answer =
        client(command).async().chat().completions().create(chat(command));
    try {
      answer.get(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      answer.cancel(true);
    }
    return "cancelled " + answer.isCancelled();
  }

  private String eventsLeft(Command command) {
    try (StreamResponse<ResponseStreamEvent> stream =
        client(command).responses().createStreaming(response(command))) {
      return seenEvents(stream.stream().limit(3).toList());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("fewer chunks came than the app wants to see");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text, and what an app trips over: chunks without choices, and usage it did not ask for. */
  private static String seen(List<ChatCompletionChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .forEach(choice -> text.append(choice.delta().content().orElse("")));
    long empty = chunks.stream().filter(chunk -> chunk.choices().isEmpty()).count();
    long usage = chunks.stream().filter(chunk -> chunk.usage().isPresent()).count();
    return "empty=" + empty + " usage=" + usage + " length=" + text.length() + " " + text;
  }

  private String events(Command command) {
    try (StreamResponse<ResponseStreamEvent> stream =
        client(command).responses().createStreaming(response(command))) {
      return seenEvents(stream.stream().toList());
    }
  }

  private String eventsAsync(Command command) {
    List<ResponseStreamEvent> events = Collections.synchronizedList(new ArrayList<>());
    AsyncStreamResponse<ResponseStreamEvent> stream =
        client(command).async().responses().createStreaming(response(command));
    stream.subscribe(events::add).onCompleteFuture().join();
    return seenEvents(events);
  }

  private static String seenEvents(List<ResponseStreamEvent> events) {
    StringBuilder text = new StringBuilder();
    events.stream()
        .flatMap(event -> event.outputTextDelta().stream())
        .forEach(delta -> text.append(delta.delta()));
    return text.toString();
  }
}
