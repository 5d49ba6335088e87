/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.genai;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * An app as users build them, which knows nothing of this project: one case per way of using
 * google-genai, with what 1.0.0 has of it. Each case asks for a model of its own name and prints
 * what the app got.
 *
 * <p>Arguments: the provider's port, then the names of the cases.
 */
public final class GenAiApp {

  /** Every case's model is this one, by a name of its own. */
  public static final String MODEL = "gemini-2.5-flash-lite-preview-";

  /** What embeds, by whatever case. */
  public static final String EMBEDDINGS = "gemini-embedding-001";

  /** Calls that the case of this many makes at once. */
  public static final int PARALLEL = 12;

  private static final String QUESTION = "Why is the sky blue?";

  private final int port;

  private GenAiApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) {
    GenAiApp app = new GenAiApp(Integer.parseInt(args[0]));
    for (int i = 1; i < args.length; i++) {
      app.run(args[i]);
    }
    // the oldest version goes on with what was cancelled
    boolean quiet = ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS);
    System.out.println(quiet ? "done" : "still busy");
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = String.valueOf(one(name));
    } catch (Throwable e) {
      Throwable cause = e.getCause();
      outcome =
          "threw " + e.getClass().getName() + (cause == null ? "" : " by " + cause.getClass());
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    String style = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    Client client = client(name);
    return switch (style) {
      case "chat" -> client.models.generateContent(MODEL + name, QUESTION, config(name)).text();
      case "vertex" ->
          vertex(name).models.generateContent(MODEL + name, QUESTION, config(name)).text();
      case "vertexasync" -> async(vertex(name), name).get().text();
      case "vertexstream" -> stream(vertex(name), name);
      case "retry" ->
          retrying(name).models.generateContent(MODEL + name, QUESTION, config(name)).text();
      case "retryasync" -> async(retrying(name), name).get().text();
      case "async" -> async(client, name).get().text();
      case "parallel" -> parallel(client, name);
      case "cancel" -> cancel(client, name);
      case "stream" -> stream(client, name);
      case "streamasync" -> streamAsync(client, name);
      case "abandon" -> abandon(client, name);
      case "abandonasync" -> abandonAsync(client, name);
      case "embed" -> embed(client);
      case "embedasync" -> embedAsync(client);
      case "embedvertex" -> embed(vertex(name));
      case "function" -> function(client, name);
      case "functionasync" -> functionAsync(client, name);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private HttpOptions options(String host, String name) {
    return HttpOptions.builder().baseUrl("http://" + host + ":" + port + "/" + name).build();
  }

  private Client client(String name) {
    return Client.builder().apiKey("k").httpOptions(options("127.0.0.1", name)).build();
  }

  private Client vertex(String name) {
    Date end = Date.from(Instant.now().plusSeconds(86_400));
    return Client.builder()
        .vertexAI(true)
        .project("shop")
        .location("europe-west4")
        .credentials(GoogleCredentials.create(new AccessToken("t", end)))
        .httpOptions(options("localhost", name))
        .build();
  }

  private Client retrying(String name) {
    HttpRetryOptions twice = HttpRetryOptions.builder().attempts(2).initialDelay(0.04).build();
    return Client.builder()
        .apiKey("k")
        .httpOptions(options("127.0.0.1", name).toBuilder().retryOptions(twice).build())
        .build();
  }

  /**
   * Cases that end in {@code -dear} ask for an answer that may cost more than the cap, in {@code
   * -twice} for one that may do so if it is asked for twice.
   */
  private static int most(String name) {
    return name.endsWith("-dear") ? 60_000 : name.endsWith("-twice") ? 25_000 : 64;
  }

  private static GenerateContentConfig config(String name) {
    return GenerateContentConfig.builder()
        .maxOutputTokens(most(name))
        .temperature(0.7f)
        .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
        .build();
  }

  private static CompletableFuture<GenerateContentResponse> async(Client client, String name) {
    return client.async.models.generateContent(MODEL + name, QUESTION, config(name));
  }

  /** More at once than OkHttp sends to one host. */
  private static String parallel(Client client, String name) throws Exception {
    List<CompletableFuture<GenerateContentResponse>> answers = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      answers.add(async(client, name));
    }
    StringBuilder text = new StringBuilder();
    for (CompletableFuture<GenerateContentResponse> answer : answers) {
      text.append(answer.get().text());
    }
    return text.toString();
  }

  private static String cancel(Client client, String name) throws InterruptedException {
    CompletableFuture<String> answer = async(client, name).thenApply(GenerateContentResponse::text);
    Thread.sleep(200);
    return "cancelled " + answer.cancel(true);
  }

  private static String text(ResponseStream<GenerateContentResponse> stream) {
    StringBuilder text = new StringBuilder();
    for (GenerateContentResponse piece : stream) {
      text.append(piece.text());
    }
    stream.close();
    return text.toString();
  }

  private static String stream(Client client, String name) {
    return text(client.models.generateContentStream(MODEL + name, QUESTION, config(name)));
  }

  private static String streamAsync(Client client, String name) throws Exception {
    return text(
        client.async.models.generateContentStream(MODEL + name, QUESTION, config(name)).get());
  }

  private static String abandon(Client client, String name) {
    return first(client.models.generateContentStream(MODEL + name, QUESTION, config(name)));
  }

  private static String abandonAsync(Client client, String name) throws Exception {
    return first(
        client.async.models.generateContentStream(MODEL + name, QUESTION, config(name)).get());
  }

  private static String first(ResponseStream<GenerateContentResponse> stream) {
    try (stream) {
      return String.valueOf(stream.iterator().next().text());
    }
  }

  private static String embed(Client client) {
    return numbers(client.models.embedContent(EMBEDDINGS, QUESTION, inTwoNumbers()));
  }

  private static String embedAsync(Client client) throws Exception {
    return numbers(client.async.models.embedContent(EMBEDDINGS, QUESTION, inTwoNumbers()).get());
  }

  private static EmbedContentConfig inTwoNumbers() {
    return EmbedContentConfig.builder().outputDimensionality(2).build();
  }

  private static String numbers(EmbedContentResponse answer) {
    return answer.embeddings().orElseThrow().get(0).values().orElseThrow().toString();
  }

  /** Compiled so that its parameters have names, as the library asks. */
  private static GenerateContentConfig withFunction(String name) throws Exception {
    Class<?> refunds = Class.forName("org.example.genai.Refunds");
    return config(name).toBuilder()
        .tools(
            List.of(
                Tool.builder()
                    .functions(List.of(refunds.getMethod("refund", String.class)))
                    .build()))
        .build();
  }

  private static String function(Client client, String name) throws Exception {
    return client.models.generateContent(MODEL + name, QUESTION, withFunction(name)).text();
  }

  private static String functionAsync(Client client, String name) throws Exception {
    return client
        .async
        .models
        .generateContent(MODEL + name, QUESTION, withFunction(name))
        .get()
        .text();
  }
}
