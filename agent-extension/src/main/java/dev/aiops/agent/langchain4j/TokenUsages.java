/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageConvention;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import org.jspecify.annotations.Nullable;

/**
 * Usage as LangChain4j reports it, normalised. The details live in subclasses of the provider
 * modules, which need not be there and differ by version; they are read by the names of their
 * getters.
 */
final class TokenUsages {

  // Anthropic and Bedrock: not contained in the input tokens
  private static final Getter CACHE_READ = new Getter("cacheReadInputTokens");
  private static final Getter CACHE_CREATION = new Getter("cacheCreationInputTokens");
  private static final Getter CACHE_WRITE = new Getter("cacheWriteInputTokens");
  // Gemini: cached content is contained in the input, thoughts are not in the output
  private static final Getter CACHED_CONTENT = new Getter("cachedContentTokenCount");
  private static final Getter THOUGHTS = new Getter("thoughtsTokenCount");
  // OpenAI, by either module: contained
  private static final Getter INPUT_DETAILS = new Getter("inputTokensDetails");
  private static final Getter OUTPUT_DETAILS = new Getter("outputTokensDetails");
  private static final Getter CACHED = new Getter("cachedTokens");
  private static final Getter REASONING = new Getter("reasoningTokens");

  private TokenUsages() {}

  /** The usage, or null where the provider reported none. */
  static @Nullable Usage of(@Nullable TokenUsage tokens) {
    if (tokens == null || (tokens.inputTokenCount() == null && tokens.outputTokenCount() == null)) {
      return null;
    }
    Usage.Builder usage = Usage.builder(convention(tokens));
    if (tokens.inputTokenCount() != null) {
      usage.inputTokens(tokens.inputTokenCount());
    }
    if (tokens.outputTokenCount() != null) {
      usage.outputTokens(tokens.outputTokenCount());
    }
    if (tokens.getClass() != TokenUsage.class) {
      addDetails(usage, tokens);
    }
    return usage.build();
  }

  private static UsageConvention convention(TokenUsage tokens) {
    if (THOUGHTS.isOf(tokens)) {
      return UsageConvention.REASONING_APART;
    }
    return CACHE_READ.isOf(tokens) ? UsageConvention.CACHE_APART : UsageConvention.INCLUSIVE;
  }

  private static void addDetails(Usage.Builder usage, TokenUsage tokens) {
    Integer read =
        first(
            CACHE_READ.of(tokens), CACHED_CONTENT.of(tokens), CACHED.of(INPUT_DETAILS.of(tokens)));
    Integer written = first(CACHE_CREATION.of(tokens), CACHE_WRITE.of(tokens));
    Integer reasoning = first(THOUGHTS.of(tokens), REASONING.of(OUTPUT_DETAILS.of(tokens)));
    if (read != null) {
      usage.cacheReadTokens(read);
    }
    if (written != null) {
      usage.cacheWriteTokens(written);
    }
    if (reasoning != null) {
      usage.reasoningTokens(reasoning);
    }
  }

  private static @Nullable Integer first(@Nullable Object... values) {
    for (Object value : values) {
      if (value instanceof Integer number) {
        return number;
      }
    }
    return null;
  }
}
