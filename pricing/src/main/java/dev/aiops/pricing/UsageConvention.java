/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a provider reports usage: which parts are not contained in the totals it gives.
 *
 * <p>{@link Usage} always holds totals that contain their parts. A convention is applied once, in
 * {@link Usage.Builder#build()}, to the figures as the provider wrote them. Source of each rule:
 * the usage extractors of genai-prices 0.1.8.
 */
public enum UsageConvention {
  /**
   * Totals contain their parts: OpenAI chat completions, responses and embeddings, Azure OpenAI,
   * DeepSeek, Mistral, Groq, OpenRouter, and the OpenTelemetry semantic conventions.
   */
  INCLUSIVE(false, false),
  /**
   * {@code input_tokens} excludes cache reads and cache writes: Anthropic messages (also on
   * Bedrock, Vertex AI and Azure) and Bedrock Converse.
   */
  CACHE_APART(true, false),
  /**
   * {@code candidatesTokenCount} excludes {@code thoughtsTokenCount}, and {@code promptTokenCount}
   * excludes {@code toolUsePromptTokenCount}: Gemini and Vertex AI {@code usageMetadata}. xAI chat
   * completions and Perplexity count reasoning (and Perplexity citations) apart as well.
   */
  REASONING_APART(false, true);

  final boolean cacheApart;
  final boolean reasoningApart;

  UsageConvention(boolean cacheApart, boolean reasoningApart) {
    this.cacheApart = cacheApart;
    this.reasoningApart = reasoningApart;
  }

  /**
   * The convention of the OpenAI protocol as {@code provider} speaks it.
   *
   * @param provider an OpenTelemetry {@code gen_ai.provider.name}; null counts as OpenAI
   */
  public static UsageConvention ofOpenAiProtocol(@Nullable String provider) {
    if (provider == null) {
      return INCLUSIVE;
    }
    return switch (provider.toLowerCase(Locale.ROOT)) {
      case "x_ai", "xai", "x-ai", "perplexity" -> REASONING_APART;
      default -> INCLUSIVE;
    };
  }
}
