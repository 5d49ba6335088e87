/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.pricing.UsageConvention;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.springai.OpenCall.Earlier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Usage as Spring AI reports it, normalised. It keeps the provider's counts as they are; the
 * details are in its own getters since 2.0, before that in the provider's object.
 */
final class Usages {

  private static final Getter CACHE_READ = new Getter("getCacheReadInputTokens");
  private static final Getter CACHE_WRITE = new Getter("getCacheWriteInputTokens");
  // OpenAI of 1.x, whose names differ by one letter between input and output
  private static final Getter PROMPT_DETAILS = new Getter("promptTokensDetails");
  private static final Getter COMPLETION_DETAILS = new Getter("completionTokenDetails");
  private static final Getter CACHED = new Getter("cachedTokens");
  private static final Getter REASONING = new Getter("reasoningTokens");
  // Anthropic and Bedrock of 1.x
  private static final Getter APART_READ = new Getter("cacheReadInputTokens");
  private static final Getter APART_CREATED = new Getter("cacheCreationInputTokens");
  private static final Getter APART_WRITTEN = new Getter("cacheWriteInputTokens");

  private Usages() {}

  /** The usage of one call, or null where the provider reported none. */
  static dev.aiops.pricing.@Nullable Usage of(@Nullable Usage usage, Earlier earlier) {
    if (usage == null) {
      return null;
    }
    long input = of(usage.getPromptTokens());
    long output = of(usage.getCompletionTokens());
    boolean adds = input >= earlier.input() && output >= earlier.output();
    input -= adds ? earlier.input() : 0;
    output -= adds ? earlier.output() : 0;
    if (input == 0 && output == 0) {
      return null;
    }
    dev.aiops.pricing.Usage.Builder builder =
        dev.aiops.pricing.Usage.builder(convention(usage.getNativeUsage()))
            .inputTokens(input)
            .outputTokens(output);
    details(builder, usage);
    return builder.build();
  }

  static Earlier earlier(Usage usage) {
    long input = of(usage.getPromptTokens());
    long output = of(usage.getCompletionTokens());
    return input == 0 && output == 0 ? Earlier.NONE : new Earlier(input, output);
  }

  /**
   * Anthropic and Bedrock count cached input apart, Gemini thoughts; told by whose object it is.
   */
  private static UsageConvention convention(@Nullable Object provider) {
    String type = provider == null ? "" : provider.getClass().getName().toLowerCase(Locale.ROOT);
    if (type.contains("anthropic") || type.contains("bedrock")) {
      return UsageConvention.CACHE_APART;
    }
    return type.contains("genai") || type.contains("vertexai")
        ? UsageConvention.REASONING_APART
        : UsageConvention.INCLUSIVE;
  }

  private static void details(dev.aiops.pricing.Usage.Builder builder, Usage usage) {
    Object provider = usage.getNativeUsage();
    Number read =
        first(
            CACHE_READ.of(usage), CACHED.of(PROMPT_DETAILS.of(provider)), APART_READ.of(provider));
    if (read != null) {
      builder.cacheReadTokens(read.longValue());
    }
    Number written =
        first(CACHE_WRITE.of(usage), APART_CREATED.of(provider), APART_WRITTEN.of(provider));
    if (written != null) {
      builder.cacheWriteTokens(written.longValue());
    }
    if (REASONING.of(COMPLETION_DETAILS.of(provider)) instanceof Number number) {
      builder.reasoningTokens(number.longValue());
    }
  }

  private static @Nullable Number first(@Nullable Object... counts) {
    for (Object count : counts) {
      if (count instanceof Number number) {
        return number;
      }
    }
    return null;
  }

  private static long of(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
