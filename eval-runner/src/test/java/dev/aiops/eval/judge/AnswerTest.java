/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void cost_isThatOfTheList() {
    // gpt-4o-mini: $0.15 for a million input tokens, $0.60 for a million output tokens
    assertThat(cost("gpt-4o-mini", new TokenUsage(1_000, 50)))
        .isEqualByComparingTo(new BigDecimal("0.00018"));
  }

  @Test
  void cost_ofWhatNobodyPrices_isUnknown() {
    assertThat(cost("of-our-own", new TokenUsage(1_000, 50))).isNull();
    assertThat(cost("gpt-4o-mini", null)).isNull();
  }

  private static @Nullable BigDecimal cost(String model, @Nullable TokenUsage usage) {
    JudgeSettings settings =
        new JudgeSettings(
            Criterion.TONE,
            Provider.OPENAI,
            model,
            null,
            "OPENAI_API_KEY",
            true,
            null,
            Duration.ofSeconds(5),
            1,
            "");
    ChatResponse response =
        ChatResponse.builder().aiMessage(AiMessage.from("x")).tokenUsage(usage).build();
    return Answer.of(response, settings, Judges.NOW).costUsd();
  }
}
