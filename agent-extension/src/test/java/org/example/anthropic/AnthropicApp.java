/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.LoopbackBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using
 * anthropic-java, with what 2.0.0 has of it. Each case asks for a model of its own name and prints
 * what the app got.
 *
 * <p>Arguments: the provider's port, then the names of the cases. Those of Vertex find it by the
 * system property {@code vertex}.
 */
@SuppressWarnings("MustBeClosedChecker") // some cases are about what is not closed
public final class AnthropicApp {

  private static final String MODEL = "claude-sonnet-4-5-";

  private final int port;

  /** The library closes a client that is no longer held, with calls of it still to be sent. */
  private final List<Object> clients = new ArrayList<>();

  private AnthropicApp(int port) {
    this.port = port;
  }

  /** The model of a case: always the same one, by a name of its own. */
  public static String model(String name) {
    return switch (name) {
      case "bedrock" -> "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
      case "bedrocksigned" -> "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
      case "bedrocksignedstream" -> "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
      case "vertex" -> "claude-sonnet-4-5@20250929";
      default -> MODEL + name;
    };
  }

  public static void main(String[] args) {
    AnthropicApp app = new AnthropicApp(Integer.parseInt(args[0]));
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
      case "chat" -> text(client(name).messages().create(params(name)));
      case "beta" -> client(name).beta().messages().create(betaParams(name)).id();
      case "betaasync" -> async(name).beta().messages().create(betaParams(name)).get().id();
      case "betastream" -> betaStream(name);
      case "raw" -> text(client(name).withRawResponse().messages().create(params(name)).parse());
      case "bedrock" -> text(bedrock(name).messages().create(params(name)));
      case "rawstream" ->
          text(client(name).withRawResponse().messages().createStreaming(params(name)).parse());
      case "count" -> count(name);
      case "bedrocksigned" -> text(bedrockSigned(name).messages().create(params(name)));
      case "bedrocksignedstream" ->
          text(bedrockSigned(name).messages().createStreaming(params(name)));
      case "vertex" -> text(vertex(name).messages().create(params(name)));
      case "vertexstream" -> text(vertex(name).messages().createStreaming(params(name)));
      case "unread" -> unread(name);
      case "async" -> text(async(name).messages().create(params(name)).get());
      case "cancel" -> cancel(name);
      case "closed" -> closed(name);
      case "timeout" -> timeout(name);
      case "stream" -> text(client(name).messages().createStreaming(params(name)));
      case "streamasync" -> streamAsync(name);
      case "abandon" -> abandon(name);
      case "abandonasync" -> abandonAsync(name);
      case "both" -> both(name);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String url(String name) {
    return "http://127.0.0.1:" + port + "/" + name;
  }

  private AnthropicClient client(String name) {
    return held(
        AnthropicOkHttpClient.builder().baseUrl(url(name)).apiKey("k").maxRetries(1).build());
  }

  private <T> T held(T client) {
    clients.add(client);
    return client;
  }

  /** By another name of the host than the one that is known to be Anthropic's. */
  private AnthropicClient bedrock(String name) {
    return over(new LoopbackBackend(named(name)));
  }

  private AnthropicClient bedrockSigned(String name) {
    return over(CloudBackends.bedrock(named(name)));
  }

  private AnthropicClient vertex(String name) {
    return over(CloudBackends.vertex(System.getProperty("vertex") + "/" + name));
  }

  private String named(String name) {
    return "http://localhost:" + port + "/" + name;
  }

  private AnthropicClient over(Backend backend) {
    return held(AnthropicOkHttpClient.builder().backend(backend).build());
  }

  private AnthropicClientAsync async(String name) {
    return held(
        AnthropicOkHttpClientAsync.builder().baseUrl(url(name)).apiKey("k").maxRetries(1).build());
  }

  /** How dear an answer may be, at 15 dollars per million tokens. */
  private static long maxTokens(String name) {
    return switch (name) {
      case "chat-dear", "async-dear", "stream-dear", "streamasync-dear" -> 60_000;
      case "chat-crossing" -> 27_000;
      case "async-crossing" -> 12_000;
      default -> 64;
    };
  }

  private static MessageCreateParams params(String name) {
    return MessageCreateParams.builder()
        .model(model(name))
        .maxTokens(maxTokens(name))
        .system("Be brief.")
        .addUserMessage("Why is the sky blue?")
        .build();
  }

  private static String text(Message answer) {
    StringBuilder text = new StringBuilder();
    answer.content().forEach(block -> block.text().ifPresent(part -> text.append(part.text())));
    return text.toString();
  }

  /** What the call would have for input, which costs nothing to ask. */
  private String count(String name) {
    MessageCountTokensParams params =
        MessageCountTokensParams.builder()
            .model(model(name))
            .addUserMessage("Why is the sky blue?")
            .build();
    return client(name).messages().countTokens(params).inputTokens() + " tokens";
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams betaParams(String name) {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model(model(name))
        .maxTokens(64)
        .addUserMessage("Why is the sky blue?")
        .build();
  }

  private String betaStream(String name) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<BetaRawMessageStreamEvent> events =
        client(name).beta().messages().createStreaming(betaParams(name))) {
      events.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .forEach(delta -> text.append(delta.text()));
    }
    return text.toString();
  }

  private String unread(String name) {
    client(name).withRawResponse().messages().create(params(name)).close();
    return "closed";
  }

  private String cancel(String name) throws InterruptedException {
    CompletableFuture<Message> answer = async(name).messages().create(params(name));
    Thread.sleep(200);
    return "cancelled " + answer.cancel(true);
  }

  private String timeout(String name) {
    return text(
        held(AnthropicOkHttpClient.builder()
                .baseUrl(url(name))
                .apiKey("k")
                .maxRetries(0)
                .timeout(Duration.ofMillis(300))
                .build())
            .messages()
            .create(params(name)));
  }

  /** Closes the client before a second attempt. */
  private String closed(String name) throws Exception {
    AnthropicClientAsync client = async(name);
    CompletableFuture<Message> answer = client.messages().create(params(name));
    client.close();
    return text(answer.get());
  }

  private static Optional<String> piece(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(delta -> delta.delta().text())
        .map(delta -> delta.text());
  }

  private static String text(StreamResponse<RawMessageStreamEvent> stream) {
    StringBuilder text = new StringBuilder();
    try (stream) {
      stream.stream().forEach(event -> piece(event).ifPresent(text::append));
    }
    return text.toString();
  }

  private String streamAsync(String name) throws Exception {
    StringBuilder text = new StringBuilder();
    async(name)
        .messages()
        .createStreaming(params(name))
        .subscribe(event -> piece(event).ifPresent(text::append))
        .onCompleteFuture()
        .get();
    return text.toString();
  }

  private String abandon(String name) {
    try (StreamResponse<RawMessageStreamEvent> events =
        client(name).messages().createStreaming(params(name))) {
      return events.stream().flatMap(event -> piece(event).stream()).findFirst().orElse("");
    }
  }

  private String abandonAsync(String name) throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    AsyncStreamResponse<RawMessageStreamEvent> events =
        async(name).messages().createStreaming(params(name));
    events.subscribe(
        event ->
            piece(event)
                .ifPresent(
                    text -> {
                      events.close();
                      first.complete(text);
                    }));
    return first.get(20, TimeUnit.SECONDS);
  }

  /** Two cases at once, as each waits some seconds for money. */
  private String both(String name) throws InterruptedException {
    String cases = name.substring(name.indexOf('-'));
    Thread other = new Thread(() -> run("async" + cases));
    other.start();
    run("chat" + cases);
    other.join(TimeUnit.SECONDS.toMillis(60));
    return "ended " + !other.isAlive();
  }
}
