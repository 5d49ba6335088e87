/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.ContentEmbeddingStatistics;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.ModalityTokenCount;
import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageConvention;
import dev.aiops.pricing.UsageUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Usage as Google reports it, normalised: thoughts are not among the candidates' tokens, results of
 * the provider's tools not among the prompt's; cached content is.
 */
final class Usages {

  private static final Map<String, UsageUnit> PROMPT =
      Map.of(
          "AUDIO", UsageUnit.INPUT_AUDIO_TOKENS,
          "IMAGE", UsageUnit.INPUT_IMAGE_TOKENS,
          "VIDEO", UsageUnit.INPUT_VIDEO_TOKENS);
  private static final Map<String, UsageUnit> CACHED =
      Map.of(
          "AUDIO", UsageUnit.CACHE_AUDIO_READ_TOKENS,
          "IMAGE", UsageUnit.CACHE_IMAGE_READ_TOKENS,
          "VIDEO", UsageUnit.CACHE_VIDEO_READ_TOKENS);
  private static final Map<String, UsageUnit> CANDIDATES =
      Map.of(
          "AUDIO", UsageUnit.OUTPUT_AUDIO_TOKENS,
          "IMAGE", UsageUnit.OUTPUT_IMAGE_TOKENS,
          "VIDEO", UsageUnit.OUTPUT_VIDEO_TOKENS);

  private Usages() {}

  /** The usage, or null where none was reported. */
  static @Nullable Usage of(GenerateContentResponse answer) {
    return answer.usageMetadata().map(Usages::of).orElse(null);
  }

  static @Nullable Usage of(GenerateContentResponseUsageMetadata tokens) {
    if (tokens.promptTokenCount().isEmpty() && tokens.candidatesTokenCount().isEmpty()) {
      return null;
    }
    Usage.Builder usage = Usage.builder(UsageConvention.REASONING_APART);
    tokens.promptTokenCount().ifPresent(usage::inputTokens);
    tokens.candidatesTokenCount().ifPresent(usage::outputTokens);
    tokens.cachedContentTokenCount().ifPresent(usage::cacheReadTokens);
    tokens.thoughtsTokenCount().ifPresent(usage::reasoningTokens);
    tokens
        .toolUsePromptTokenCount()
        .ifPresent(count -> usage.amount(UsageUnit.INPUT_TOOL_TOKENS, count));
    details(usage, tokens.promptTokensDetails(), PROMPT);
    details(usage, tokens.cacheTokensDetails(), CACHED);
    details(usage, tokens.candidatesTokensDetails(), CANDIDATES);
    return usage.build();
  }

  private static void details(
      Usage.Builder usage,
      Optional<List<ModalityTokenCount>> counts,
      Map<String, UsageUnit> units) {
    for (ModalityTokenCount count : counts.orElse(List.of())) {
      String modality = count.modality().map(Object::toString).orElse("").toUpperCase(Locale.ROOT);
      UsageUnit unit = units.get(modality);
      if (unit != null && count.tokenCount().isPresent()) {
        usage.amount(unit, count.tokenCount().get());
      }
    }
  }

  /** What the inputs came to, where each says; Vertex does, AI Studio does not. */
  static @Nullable Usage of(EmbedContentResponse answer) {
    List<ContentEmbedding> embeddings = answer.embeddings().orElse(List.of());
    double tokens = 0;
    for (ContentEmbedding embedding : embeddings) {
      Optional<Float> count =
          embedding.statistics().flatMap(ContentEmbeddingStatistics::tokenCount);
      if (count.isEmpty()) {
        return null;
      }
      tokens += count.get();
    }
    return embeddings.isEmpty()
        ? null
        : Usage.builder().inputTokens((long) Math.ceil(tokens)).build();
  }
}
