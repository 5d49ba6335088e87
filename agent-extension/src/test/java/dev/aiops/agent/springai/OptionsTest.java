/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** Options as provider modules have them: what of them bounds a call, and what nobody can bound. */
class OptionsTest {

  /** A module's own options, by the names they have in Spring AI's. */
  public record Given(
      Integer maxTokens,
      @Nullable Integer maxCompletionTokens,
      @Nullable Map<String, Object> extraBody,
      @Nullable String geo) {

    public Integer getMaxTokens() {
      return maxTokens;
    }

    public @Nullable Integer getMaxCompletionTokens() {
      return maxCompletionTokens;
    }

    public @Nullable Map<String, Object> getExtraBody() {
      return extraBody;
    }

    public @Nullable String getInferenceGeo() {
      return geo;
    }

    public List<String> getOutputModalities() {
      return List.of("text");
    }
  }

  /** A model with options of its own. */
  public record Model(Object options) {

    public Object getOptions() {
      return options;
    }
  }

  private static final Model BARE = new Model(ChatOptions.builder().model("m").build());

  private static Given given(
      Integer max, @Nullable Integer maxCompletion, @Nullable Map<String, Object> extra) {
    return new Given(max, maxCompletion, extra, null);
  }

  @Test
  void limit_isTheLargestThatTheProviderMayRead() {
    assertThat(Options.of(BARE, given(10, 90, null)).limit()).isEqualTo(90);
    assertThat(Options.of(BARE, given(10, 0, null)).limit()).isZero();
    assertThat(Options.of(BARE, null).limit()).isZero();
  }

  @Test
  void callThatSaysNothing_hasTheModelsOptions() {
    Model model = new Model(ChatOptions.builder().model("gpt-4o").maxTokens(7).build());
    assertThat(Options.of(model, null).limit()).isEqualTo(7);
    assertThat(Options.of(model, null).model()).isEqualTo("gpt-4o");
    assertThat(Options.of(model, ChatOptions.builder().model("o3").build()).model())
        .isEqualTo("o3");
  }

  @Test
  void extraBodyThatDecidesTheCost_cannotBeBounded() {
    Prompt prompt = new Prompt(List.of(new UserMessage("hi")));
    assertThat(facts(prompt, given(5, null, Map.of("max_tokens", 9_000)))).isNull();
    assertThat(facts(prompt, new Given(5, null, null, "us"))).isNull();
    assertThat(facts(prompt, given(5, null, Map.of("top_a", 1)))).isNotNull();
  }

  private static @Nullable CallFacts facts(Prompt prompt, Object given) {
    return requireNonNull(Requests.chat(BARE, prompt, Options.of(BARE, given), false).facts())
        .get();
  }

  @Test
  void limited_setsTheLimitWhereTheOptionsTakeOne() {
    ChatOptions some = ChatOptions.builder().model("m").temperature(0.5).build();
    ChatOptions limited = requireNonNull(Limits.limited(some, 100));
    assertThat(limited.getMaxTokens()).isEqualTo(100);
    assertThat(limited.getTemperature()).isEqualTo(0.5);
    assertThat(requireNonNull(Limits.limited(null, 100)).getMaxTokens()).isEqualTo(100);
  }
}
