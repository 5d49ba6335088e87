/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.loops;

import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Calls that give their answer later, one for each way of asking: models, a server's tool, and a
 * method of the app's own. Whose name begins with {@code warm} nobody has to wait for.
 */
final class LaterCalls {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Where answers are read that come piece by piece. */
  private final Executor reader = work -> new Thread(work, "reader").start();

  /** Libraries close a client that is no longer held, with calls of it still to be sent. */
  private final List<Object> held = new ArrayList<>();

  private final String provider;
  private final McpAsyncClient tools;

  /**
   * Connects.
   *
   * @param port of the provider of models
   * @param toolsPort of the MCP server
   */
  LaterCalls(int port, int toolsPort) {
    provider = "http://127.0.0.1:" + port + "/";
    String server = "http://127.0.0.1:" + toolsPort;
    tools =
        McpClient.async(HttpClientStreamableHttpTransport.builder(server).build())
            .requestTimeout(LONGEST)
            .build();
    tools.initialize().block(LONGEST);
  }

  /** Makes the call on this thread; its answer comes to others. */
  CompletableFuture<String> begin(String name, String model) {
    return switch (name) {
      case "anthropic" -> message(model);
      case "anthropicbeta" -> betaMessage(model);
      case "anthropicstream" -> messageStream(model);
      case "anthropicbetastream" -> betaMessageStream(model);
      case "genai" -> content(model);
      case "genaistream" -> contentStream(model);
      case "genaiembed" -> embedding(model);
      case "conversestream" -> converseStream(model);
      case "mcp" -> tool(model);
      case "method" -> model.startsWith("warm") ? Till.count("Bern") : Till.payBack("Bern");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private <T> T held(T client) {
    held.add(client);
    return client;
  }

  private AnthropicClientAsync anthropic(String model) {
    return held(AnthropicOkHttpClientAsync.builder().baseUrl(provider + model).apiKey("k").build());
  }

  private CompletableFuture<String> message(String model) {
    return anthropic(model)
        .messages()
        .create(params(model))
        .thenApply(answer -> answer.content().get(0).asText().text());
  }

  private CompletableFuture<String> messageStream(String model) {
    return pieces(anthropic(model).messages().createStreaming(params(model)), LaterCalls::piece);
  }

  private static MessageCreateParams params(String model) {
    return MessageCreateParams.builder()
        .model(model)
        .maxTokens(64)
        .addUserMessage(LoopsApp.QUESTION)
        .build();
  }

  private static Optional<String> piece(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(delta -> delta.delta().text())
        .map(delta -> delta.text());
  }

  private CompletableFuture<String> betaMessage(String model) {
    return anthropic(model)
        .beta()
        .messages()
        .create(betaParams(model))
        .thenApply(answer -> answer.content().get(0).asText().text());
  }

  private CompletableFuture<String> betaMessageStream(String model) {
    return pieces(
        anthropic(model).beta().messages().createStreaming(betaParams(model)),
        LaterCalls::betaPiece);
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams betaParams(String model) {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model(model)
        .maxTokens(64)
        .addUserMessage(LoopsApp.QUESTION)
        .build();
  }

  private static Optional<String> betaPiece(BetaRawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(delta -> delta.delta().text())
        .map(delta -> delta.text());
  }

  private <T> CompletableFuture<String> pieces(
      AsyncStreamResponse<T> stream, Function<T, Optional<String>> piece) {
    StringBuilder text = new StringBuilder();
    held(stream).subscribe(event -> piece.apply(event).ifPresent(text::append));
    return stream.onCompleteFuture().thenApply(nothing -> text.toString());
  }

  private Client google(String model) {
    HttpOptions options = HttpOptions.builder().baseUrl(provider + model).build();
    return held(Client.builder().apiKey("k").httpOptions(options).build());
  }

  private CompletableFuture<String> content(String model) {
    return google(model)
        .async
        .models
        .generateContent(model, LoopsApp.QUESTION, limited())
        .thenApply(GenerateContentResponse::text);
  }

  private CompletableFuture<String> contentStream(String model) {
    return google(model)
        .async
        .models
        .generateContentStream(model, LoopsApp.QUESTION, limited())
        .thenApplyAsync(LaterCalls::text, reader);
  }

  private static GenerateContentConfig limited() {
    return GenerateContentConfig.builder().maxOutputTokens(64).build();
  }

  private static String text(ResponseStream<GenerateContentResponse> stream) {
    StringBuilder text = new StringBuilder();
    try (stream) {
      stream.forEach(piece -> text.append(piece.text()));
    }
    return text.toString();
  }

  private CompletableFuture<String> embedding(String model) {
    return google(model)
        .async
        .models
        .embedContent(
            model, LoopsApp.QUESTION, EmbedContentConfig.builder().outputDimensionality(2).build())
        .thenApply(
            answer -> answer.embeddings().orElseThrow().get(0).values().orElseThrow().toString());
  }

  private CompletableFuture<String> converseStream(String model) {
    StringBuilder text = new StringBuilder();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(event -> text.append(event.delta().text()))
                    .build())
            .build();
    BedrockRuntimeAsyncClient bedrock = held(LoopsApp.bedrock(provider + model));
    return bedrock.converseStream(converse(model), handler).thenApply(nothing -> text.toString());
  }

  private static ConverseStreamRequest converse(String model) {
    return ConverseStreamRequest.builder()
        .modelId(model)
        .messages(
            Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(LoopsApp.QUESTION))
                .build())
        .inferenceConfig(limit -> limit.maxTokens(64))
        .build();
  }

  private CompletableFuture<String> tool(String model) {
    String tool = model.startsWith("warm") ? "look_up" : "refund";
    return tools
        .callTool(new CallToolRequest(tool, Map.of("city", "Bern"), Map.of()))
        .map(LaterCalls::text)
        .toFuture();
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }
}
