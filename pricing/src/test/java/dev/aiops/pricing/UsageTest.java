/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void build_inclusive_keepsTotals() {
    // OpenAI chat completions: prompt_tokens 1200 with 1000 cached, completion_tokens 300 with 250
    Usage usage =
        Usage.builder()
            .inputTokens(1_200)
            .cacheReadTokens(1_000)
            .outputTokens(300)
            .reasoningTokens(250)
            .build();
    assertThat(usage.inputTokens()).isEqualTo(1_200);
    assertThat(usage.outputTokens()).isEqualTo(300);
  }

  @Test
  void build_cacheApart_addsReadsAndWritesToInput() {
    // Anthropic messages: input_tokens 12, cache_read 4000, cache_creation 500 of which 200 for 1 h
    Usage usage =
        Usage.builder(UsageConvention.CACHE_APART)
            .inputTokens(12)
            .cacheReadTokens(4_000)
            .cacheWriteTokens(500)
            .cacheWrite1hTokens(200)
            .outputTokens(250)
            .build();
    assertThat(usage.inputTokens()).isEqualTo(4_512);
    assertThat(usage.cacheReadTokens()).isEqualTo(4_000);
    assertThat(usage.cacheWriteTokens()).isEqualTo(500);
    assertThat(usage.cacheWrite1hTokens()).isEqualTo(200);
    assertThat(usage.outputTokens()).isEqualTo(250);
  }

  @Test
  void build_reasoningApart_addsThoughtsAndToolPrompt() {
    // Gemini: promptTokenCount 100 with 40 cached, toolUse 30, candidates 50, thoughts 200
    Usage usage =
        Usage.builder(UsageConvention.REASONING_APART)
            .inputTokens(100)
            .cacheReadTokens(40)
            .amount(UsageUnit.INPUT_TOOL_TOKENS, 30)
            .outputTokens(50)
            .reasoningTokens(200)
            .build();
    assertThat(usage.inputTokens()).isEqualTo(130);
    assertThat(usage.outputTokens()).isEqualTo(250);
    assertThat(usage.reasoningTokens()).isEqualTo(200);
  }

  @Test
  void ofOpenAiProtocol_xaiAndPerplexityCountReasoningApart() {
    assertThat(UsageConvention.ofOpenAiProtocol("x_ai")).isEqualTo(UsageConvention.REASONING_APART);
    assertThat(UsageConvention.ofOpenAiProtocol("perplexity"))
        .isEqualTo(UsageConvention.REASONING_APART);
    assertThat(UsageConvention.ofOpenAiProtocol("deepseek")).isEqualTo(UsageConvention.INCLUSIVE);
    assertThat(UsageConvention.ofOpenAiProtocol(null)).isEqualTo(UsageConvention.INCLUSIVE);
  }

  @Test
  void build_negativeOrImpossible_isInvalid() {
    assertThat(Usage.builder().inputTokens(-1).build().isValid()).isFalse();
    assertThat(Usage.builder().inputTokens(1_000_000_000_000_000_000L).build().isValid()).isFalse();
    assertThat(Usage.builder().inputTokens(Usage.MAX_AMOUNT).build().isValid()).isTrue();
  }

  @Test
  void reports_tellsZeroFromNothing() {
    Usage usage = Usage.builder().inputTokens(0).build();
    assertThat(usage.reports(UsageUnit.INPUT_TOKENS)).isTrue();
    assertThat(usage.reports(UsageUnit.OUTPUT_TOKENS)).isFalse();
    assertThat(usage.isEmpty()).isTrue();
    assertThat(usage).hasToString("Usage{input_tokens=0 reported}");
  }
}
