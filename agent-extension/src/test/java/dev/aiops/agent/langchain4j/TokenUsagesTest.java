/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.Usage;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenUsagesTest {

  @Test
  void of_nothingReported_isNone() {
    assertThat(TokenUsages.of(null)).isNull();
    assertThat(TokenUsages.of(new TokenUsage())).isNull();
  }

  @Test
  void of_plain_keepsBothCounts() {
    Usage usage = TokenUsages.of(new TokenUsage(7, 3));
    assertThat(usage).isEqualTo(Usage.builder().inputTokens(7).outputTokens(3).build());
  }

  @Test
  void of_openAi_detailsAreContainedInTheTotals() {
    Usage usage =
        TokenUsages.of(
            OpenAiTokenUsage.builder()
                .inputTokenCount(100)
                .inputTokensDetails(
                    OpenAiTokenUsage.InputTokensDetails.builder().cachedTokens(40).build())
                .outputTokenCount(20)
                .outputTokensDetails(
                    OpenAiTokenUsage.OutputTokensDetails.builder().reasoningTokens(8).build())
                .build());
    assertThat(usage)
        .isEqualTo(
            Usage.builder()
                .inputTokens(100)
                .cacheReadTokens(40)
                .outputTokens(20)
                .reasoningTokens(8)
                .build());
  }

  @Test
  void of_openAiWithoutDetails_keepsBothCounts() {
    Usage usage =
        TokenUsages.of(OpenAiTokenUsage.builder().inputTokenCount(1).outputTokenCount(2).build());
    assertThat(usage).isEqualTo(Usage.builder().inputTokens(1).outputTokens(2).build());
  }

  @Test
  void of_anthropic_cacheIsAddedToTheInput() {
    Usage usage =
        TokenUsages.of(
            AnthropicTokenUsage.builder()
                .inputTokenCount(12)
                .cacheReadInputTokens(4000)
                .cacheCreationInputTokens(500)
                .outputTokenCount(250)
                .build());
    assertThat(Objects.requireNonNull(usage).inputTokens()).isEqualTo(4512);
    assertThat(usage.cacheReadTokens()).isEqualTo(4000);
    assertThat(usage.cacheWriteTokens()).isEqualTo(500);
    assertThat(usage.outputTokens()).isEqualTo(250);
  }

  @Test
  void of_gemini_thoughtsAreAddedToTheOutput() {
    Usage usage = TokenUsages.of(new GeminiLike(100, 20, 40, 30));
    assertThat(Objects.requireNonNull(usage).inputTokens()).isEqualTo(100);
    assertThat(usage.cacheReadTokens()).isEqualTo(40);
    assertThat(usage.outputTokens()).isEqualTo(50);
    assertThat(usage.reasoningTokens()).isEqualTo(30);
  }

  /** The getters of {@code GoogleAiGeminiTokenUsage} 1.19.0. */
  public static final class GeminiLike extends TokenUsage {

    private final Integer cached;
    private final Integer thoughts;

    GeminiLike(Integer input, Integer output, Integer cached, Integer thoughts) {
      super(input, output);
      this.cached = cached;
      this.thoughts = thoughts;
    }

    public @Nullable Integer cachedContentTokenCount() {
      return cached;
    }

    public @Nullable Integer thoughtsTokenCount() {
      return thoughts;
    }
  }
}
