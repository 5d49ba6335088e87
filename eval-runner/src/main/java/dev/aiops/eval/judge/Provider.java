/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The providers of models that come along; each by its LangChain4j module. */
public enum Provider implements ModelProvider {
  /** OpenAI, and with a base URL whoever speaks its chat completions. */
  OPENAI("openai", "OPENAI_API_KEY"),
  /** Anthropic. */
  ANTHROPIC("anthropic", "ANTHROPIC_API_KEY"),
  /** Google's Gemini, by its developer API. */
  GEMINI("gcp.gemini", "GEMINI_API_KEY"),
  /** Amazon Bedrock; region and credentials are those of the AWS SDK. */
  BEDROCK("aws.bedrock", ""),
  /** Ollama, which has no key. */
  OLLAMA("ollama", "");

  /** A verdict is short; what is above was thought before it. It bounds what a call can cost. */
  public static final int MOST_TOKENS = 4_096;

  /** Of requests that failed in a way that may pass. */
  public static final int RETRIES = 2;

  private static final String OLLAMA_HERE = "http://127.0.0.1:11434";

  private final String telemetryName;
  private final String usualKey;

  Provider(String telemetryName, String usualKey) {
    this.telemetryName = telemetryName;
    this.usualKey = usualKey;
  }

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String usualKey() {
    return usualKey;
  }

  @Override
  public String telemetryName() {
    return telemetryName;
  }

  @Override
  public boolean takesBaseUrl() {
    return this != BEDROCK;
  }

  @Override
  public ChatModel model(JudgeSettings settings, String key) {
    return switch (this) {
      case OPENAI -> openAi(settings, key);
      case ANTHROPIC -> anthropic(settings, key);
      case GEMINI -> gemini(settings, key);
      case BEDROCK -> bedrock(settings);
      case OLLAMA -> ollama(settings);
    };
  }

  private static Set<Capability> capabilities(JudgeSettings settings) {
    return settings.isStructured() ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA) : Set.of();
  }

  private static @Nullable String url(JudgeSettings settings) {
    return settings.baseUrl() == null ? null : settings.baseUrl().toString();
  }

  /** Others who speak its protocol know the older name of the most tokens only. */
  private static ChatModel openAi(JudgeSettings settings, String key) {
    var builder =
        OpenAiChatModel.builder()
            .apiKey(key.isEmpty() ? "none" : key)
            .modelName(settings.model())
            .timeout(settings.timeout())
            .maxRetries(RETRIES)
            .strictJsonSchema(true)
            .supportedCapabilities(capabilities(settings));
    String url = url(settings);
    if (url == null) {
      builder.maxCompletionTokens(MOST_TOKENS);
    } else {
      builder.baseUrl(url).maxTokens(MOST_TOKENS);
    }
    return builder.build();
  }

  private static ChatModel anthropic(JudgeSettings settings, String key) {
    var builder =
        AnthropicChatModel.builder()
            .apiKey(key)
            .modelName(settings.model())
            .timeout(settings.timeout())
            .maxRetries(RETRIES)
            .maxTokens(MOST_TOKENS)
            .supportedCapabilities(capabilities(settings));
    String url = url(settings);
    return url == null ? builder.build() : builder.baseUrl(url).build();
  }

  private static ChatModel gemini(JudgeSettings settings, String key) {
    var builder =
        GoogleAiGeminiChatModel.builder()
            .apiKey(key)
            .modelName(settings.model())
            .timeout(settings.timeout())
            .maxOutputTokens(MOST_TOKENS)
            .maxRetries(RETRIES)
            .supportedCapabilities(capabilities(settings));
    String url = url(settings);
    return url == null ? builder.build() : builder.baseUrl(url).build();
  }

  private static ChatModel bedrock(JudgeSettings settings) {
    return BedrockChatModel.builder()
        .region(new DefaultAwsRegionProviderChain().getRegion())
        .modelId(settings.model())
        .timeout(settings.timeout())
        .maxRetries(RETRIES)
        .supportedCapabilities(capabilities(settings))
        .build();
  }

  private static ChatModel ollama(JudgeSettings settings) {
    String url = url(settings);
    return OllamaChatModel.builder()
        .baseUrl(url == null ? OLLAMA_HERE : url)
        .modelName(settings.model())
        .timeout(settings.timeout())
        .maxRetries(RETRIES)
        .numPredict(MOST_TOKENS)
        .supportedCapabilities(capabilities(settings))
        .build();
  }
}
