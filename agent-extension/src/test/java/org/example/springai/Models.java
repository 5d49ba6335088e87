/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;

/** The models of the provider modules: on the providers' own clients in 2.x, on Spring's in 1.x. */
final class Models {

  private static final String OPENAI = "org.springframework.ai.openai.OpenAi";
  private static final String OPENAI_API = "org.springframework.ai.openai.api.OpenAiApi";
  private static final String ANTHROPIC = "org.springframework.ai.anthropic.Anthropic";
  private static final String ANTHROPIC_API = "org.springframework.ai.anthropic.api.AnthropicApi";
  private static final String OLLAMA = "org.springframework.ai.ollama.";
  private static final boolean OLD = Chain.exists(OPENAI_API);

  private Models() {}

  static ChatModel openAi(String url, String model, int maxTokens)
      throws ReflectiveOperationException {
    Chain options = Chain.of(OPENAI + "ChatOptions", "builder").with("model", model);
    options.with("maxTokens", maxTokens).with("streamUsage", true);
    Chain builder = Chain.of(OPENAI + "ChatModel", "builder");
    return (ChatModel)
        (OLD
                ? builder
                    .with("openAiApi", api(OPENAI_API, url))
                    .with("defaultOptions", options.build())
                    .with("retryTemplate", retries())
                : builder.with("options", located(options, url).build()))
            .build();
  }

  static ChatModel anthropic(String url, String model, int maxTokens)
      throws ReflectiveOperationException {
    Chain options = Chain.of(ANTHROPIC + "ChatOptions", "builder").with("model", model);
    options.with("maxTokens", maxTokens);
    Chain builder = Chain.of(ANTHROPIC + "ChatModel", "builder");
    return (ChatModel)
        (OLD
                ? builder
                    .with("anthropicApi", api(ANTHROPIC_API, url))
                    .with("defaultOptions", options.build())
                    .with("retryTemplate", retries())
                : builder.with("options", located(options, url).build()))
            .build();
  }

  /** Of 2.x, where it is one of those that ask by Spring's own clients. */
  static ChatModel ollama(String url, String model) throws ReflectiveOperationException {
    Object api = Chain.of(OLLAMA + "api.OllamaApi", "builder").with("baseUrl", url).build();
    Chain options = Chain.of(OLLAMA + "api.OllamaChatOptions", "builder");
    options.with("model", model).with("numPredict", 64);
    return (ChatModel)
        Chain.of(OLLAMA + "OllamaChatModel", "builder")
            .with("ollamaApi", api)
            .with("options", options.build())
            .build();
  }

  static EmbeddingModel embeddings(String url, String model) throws ReflectiveOperationException {
    Chain options = Chain.of(OPENAI + "EmbeddingOptions", "builder").with("model", model);
    if (!OLD) {
      return (EmbeddingModel)
          Chain.create(OPENAI + "EmbeddingModel", located(options, url).build());
    }
    Object mode =
        Class.forName("org.springframework.ai.document.MetadataMode").getEnumConstants()[0];
    return (EmbeddingModel)
        Chain.create(OPENAI + "EmbeddingModel", api(OPENAI_API, url), mode, options.build());
  }

  private static Chain located(Chain options, String url) throws ReflectiveOperationException {
    return options.with("baseUrl", url).with("apiKey", "k").with("maxRetries", 1);
  }

  private static Object api(String type, String url) throws ReflectiveOperationException {
    return Chain.of(type, "builder").with("baseUrl", url).with("apiKey", "k").build();
  }

  /** Spring's own would wait for seconds. */
  private static Object retries() throws ReflectiveOperationException {
    return Chain.of("org.springframework.retry.support.RetryTemplate", "builder")
        .with("maxAttempts", 2)
        .with("fixedBackoff", 20L)
        .with(
            "retryOn", (Object) Class.forName("org.springframework.ai.retry.TransientAiException"))
        .build();
  }
}
