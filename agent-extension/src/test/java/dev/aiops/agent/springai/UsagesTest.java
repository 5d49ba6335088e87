/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.Usage;
import io.opentelemetry.javaagent.aiops.springai.OpenCall.Earlier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;

/** Usage as Spring AI reports it. */
class UsagesTest {

  /** OpenAI's details as the API object of 1.x has them. */
  public record Native(Prompt promptTokensDetails, Completion completionTokenDetails) {

    /** Of the input. */
    public record Prompt(Integer cachedTokens) {}

    /** Of the output. */
    public record Completion(Integer reasoningTokens) {}
  }

  /** What a provider counts apart, as the API objects of 1.1 have it; told by its name. */
  public record AnthropicUsage(Integer cacheReadInputTokens, Integer cacheCreationInputTokens) {}

  /** The same, as Bedrock's object names it. */
  public record BedrockUsage(Integer cacheReadInputTokens, Integer cacheWriteInputTokens) {}

  private static Usage of(DefaultUsage usage, Earlier earlier) {
    return requireNonNull(Usages.of(usage, earlier));
  }

  @Test
  void details_ofTheLibraryAndOfTheProvidersObject() {
    Usage since2 = of(new DefaultUsage(100, 20, 120, null, 40L, 5L), Earlier.NONE);
    assertThat(since2.cacheReadTokens()).isEqualTo(40);
    assertThat(since2.cacheWriteTokens()).isEqualTo(5);

    Native details = new Native(new Native.Prompt(40), new Native.Completion(8));
    Usage before2 = of(new DefaultUsage(100, 20, 120, details), Earlier.NONE);
    assertThat(before2.inputTokens()).isEqualTo(100);
    assertThat(before2.cacheReadTokens()).isEqualTo(40);
    assertThat(before2.reasoningTokens()).isEqualTo(8);
  }

  @Test
  void cacheCountedApartByTheProvidersObject_isPartOfTheInput() {
    for (Record provider : List.of(new AnthropicUsage(10, 30), new BedrockUsage(10, 30))) {
      Usage usage = of(new DefaultUsage(60, 20, 80, provider), Earlier.NONE);
      assertThat(usage.inputTokens()).isEqualTo(100);
      assertThat(usage.cacheReadTokens()).isEqualTo(10);
      assertThat(usage.cacheWriteTokens()).isEqualTo(30);
    }
  }

  @Test
  void roundsBefore_areTakenOff() {
    Usage second = of(new DefaultUsage(250, 50, 300), new Earlier(100, 20));
    assertThat(second.inputTokens()).isEqualTo(150);
    assertThat(second.outputTokens()).isEqualTo(30);
  }

  @Test
  void usageThatIsLessThanOfTheRoundsBefore_isItsOwn() {
    Usage second = of(new DefaultUsage(50, 10, 60), new Earlier(100, 20));
    assertThat(second.inputTokens()).isEqualTo(50);
    assertThat(second.outputTokens()).isEqualTo(10);
  }

  @Test
  void nothingReported_isUnknown_notZero() {
    assertThat(Usages.of(new EmptyUsage(), Earlier.NONE)).isNull();
    // a round without usage repeats that of the rounds before
    assertThat(Usages.of(new DefaultUsage(100, 20, 120), new Earlier(100, 20))).isNull();
  }
}
