/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e.app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ThinkingConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks Anthropic, Gemini and Bedrock, each by the SDK of its maker: whole and streamed, with a call
 * of a tool, and once refused at first. Every call is ordered to use another number of tokens.
 */
public final class ProvidersApp {

  private int calls;

  private ProvidersApp() {}

  /** Takes where each of the three is; says {@code done} where every call was answered. */
  public static void main(String[] args) throws Exception {
    ProvidersApp app = new ProvidersApp();
    app.anthropic(args[0]);
    app.gemini(args[1]);
    new BedrockCalls(args[2], app::order).make();
    System.out.println("done");
    System.exit(0); // the SDKs leave threads
  }

  /**
   * What a model is told to use and to answer.
   *
   * @param use tokens beside the input, as the provider's orders have them
   * @param orders more of them, and what to say
   */
  private String order(String use, String orders) {
    calls++;
    return "@sim usage=" + (1000 + 10 * calls) + use + " " + orders;
  }

  private Stream<String> orders(String use) {
    return Stream.of(
        order(use, "\n@say Hi you"),
        order(use, "\n@call weather {\"city\":\"Rome\"}"),
        order(use, "fault=429 times=1 retry-after=0.01\n@say Hi you"));
  }

  private void anthropic(String url) {
    AnthropicClient client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey("k").build();
    String use = "/400/200/80/300/100";
    orders(use).forEach(order -> client.messages().create(message(order)));
    stream(client, order(use, "\n@say Hi you"));
    for (String how : List.of("thinks=redacted", "searches=2")) {
      client.messages().create(message(order(use, how + "\n@say Hi you")));
      stream(client, order(use, how + "\n@say Hi you"));
    }
    for (String reason : List.of("refusal", "pause_turn", "model_context_window_exceeded")) {
      client.messages().create(message(order(use, "stop=" + reason + "\n@say Hi you")));
    }
  }

  private static void stream(AnthropicClient client, String order) {
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(message(order))) {
      events.stream().forEach(event -> {});
    }
  }

  private static MessageCreateParams message(String order) {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(400)
        .addUserMessage(order)
        .build();
  }

  private void gemini(String url) {
    HttpRetryOptions twice = HttpRetryOptions.builder().attempts(2).initialDelay(0.01).build();
    Client client =
        Client.builder()
            .apiKey("k")
            .httpOptions(HttpOptions.builder().baseUrl(url).retryOptions(twice).build())
            .build();
    GenerateContentConfig config = GenerateContentConfig.builder().maxOutputTokens(400).build();
    String model = "gemini-2.5-flash";
    String use = "/400/200/80";
    GenerateContentConfig thoughts =
        config.toBuilder()
            .thinkingConfig(ThinkingConfig.builder().includeThoughts(true).build())
            .build();
    orders(use).forEach(order -> client.models.generateContent(model, order, config));
    client.models.generateContent(model, order(use, "stop=SAFETY\n@say Hi you"), thoughts);
    for (GenerateContentConfig each : List.of(config, thoughts)) {
      try (ResponseStream<GenerateContentResponse> pieces =
          client.models.generateContentStream(model, order(use, "\n@say Hi you"), each)) {
        pieces.forEach(piece -> {});
      }
    }
  }
}
