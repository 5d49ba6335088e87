/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageConvention;
import dev.aiops.pricing.UsageUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token counts of an answer; the last value given for each counts. */
final class UsageCounts {

  private static final long ABSENT = -1;

  private final Map<AnswerField, Long> counts = new EnumMap<>(AnswerField.class);

  /** Takes a count; what is no whole number, or negative, is as if it were not there. */
  void put(AnswerField field, JsonToken token) {
    long count = token.asLong(ABSENT);
    if (count >= 0) {
      counts.put(field, count);
    }
  }

  /**
   * The usage, or null where neither input nor output was given.
   *
   * <p>A total above input and output means output that {@code completion_tokens} leaves out: xAI
   * and Gemini's OpenAI endpoint count reasoning there and bill it as output.
   */
  @Nullable Usage usage() {
    long input = count(AnswerField.INPUT_TOKENS);
    long output = count(AnswerField.OUTPUT_TOKENS);
    long total = count(AnswerField.TOTAL_TOKENS);
    if (input == ABSENT && output == ABSENT) {
      return total == ABSENT ? null : Usage.builder().inputTokens(total).build();
    }
    long hidden = Math.max(0, total - Math.max(0, input) - Math.max(0, output));
    boolean outputGiven = output != ABSENT;
    Usage.Builder usage = Usage.builder(convention());
    if (input != ABSENT) {
      usage.inputTokens(input);
    }
    if (outputGiven) {
      usage.outputTokens(output + hidden);
      reasoning(usage, hidden);
    }
    details(usage);
    return usage.build();
  }

  private UsageConvention convention() {
    boolean apart =
        counts.containsKey(AnswerField.CACHE_READ_APART)
            || counts.containsKey(AnswerField.CACHE_WRITE_APART);
    return apart ? UsageConvention.CACHE_APART : UsageConvention.INCLUSIVE;
  }

  private void reasoning(Usage.Builder usage, long hidden) {
    long reasoning = count(AnswerField.REASONING_TOKENS);
    if (reasoning != ABSENT || hidden > 0) {
      usage.reasoningTokens(Math.max(reasoning, hidden));
    }
  }

  private void details(Usage.Builder usage) {
    detail(usage, AnswerField.CACHED_TOKENS, UsageUnit.CACHE_READ_TOKENS);
    detail(usage, AnswerField.CACHE_WRITE_TOKENS, UsageUnit.CACHE_WRITE_TOKENS);
    detail(usage, AnswerField.CACHE_READ_APART, UsageUnit.CACHE_READ_TOKENS);
    detail(usage, AnswerField.CACHE_WRITE_APART, UsageUnit.CACHE_WRITE_TOKENS);
    detail(usage, AnswerField.CACHE_WRITE_1H, UsageUnit.CACHE_WRITE_1H_TOKENS);
    detail(usage, AnswerField.WEB_SEARCHES, UsageUnit.WEB_SEARCHES);
    detail(usage, AnswerField.AUDIO_INPUT_TOKENS, UsageUnit.INPUT_AUDIO_TOKENS);
    detail(usage, AnswerField.IMAGE_INPUT_TOKENS, UsageUnit.INPUT_IMAGE_TOKENS);
    detail(usage, AnswerField.AUDIO_OUTPUT_TOKENS, UsageUnit.OUTPUT_AUDIO_TOKENS);
  }

  private void detail(Usage.Builder usage, AnswerField field, UsageUnit unit) {
    long count = count(field);
    if (count != ABSENT) {
      usage.amount(unit, count);
    }
  }

  private long count(AnswerField field) {
    return counts.getOrDefault(field, ABSENT);
  }
}
