/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.Optional;

/** The models the desk works with, all at the provider the environment names. */
final class Models {

  static final String EVERYDAY = "gpt-4o-mini";
  static final String BEST = "gpt-5";
  static final String QUICK = "gpt-4.1-nano";
  static final String THINKING = "o4-mini";

  /** The shop's own fine-tuned model. */
  static final String OWN = "lumen-tone-7b";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String url =
      Optional.ofNullable(System.getenv("OPENAI_BASE_URL")).orElse("https://api.openai.com/v1");
  private final String key = Optional.ofNullable(System.getenv("OPENAI_API_KEY")).orElse("");

  ChatModel chat(String model) {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey(key)
        .modelName(model)
        .timeout(TIMEOUT)
        .maxRetries(1)
        .build();
  }

  /** One that answers in a few words. */
  ChatModel brief(String model) {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey(key)
        .modelName(model)
        .maxCompletionTokens(110)
        .timeout(TIMEOUT)
        .maxRetries(1)
        .build();
  }

  StreamingChatModel streaming(String model) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(url)
        .apiKey(key)
        .modelName(model)
        .timeout(TIMEOUT)
        .build();
  }

  EmbeddingModel embeddings() {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(url)
        .apiKey(key)
        .modelName("text-embedding-3-small")
        .build();
  }

  /** OpenAI's own client, for the flows that need no framework. */
  OpenAIClient openAi() {
    return OpenAIOkHttpClient.builder().baseUrl(url).apiKey(key).timeout(TIMEOUT).build();
  }
}
