/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  @Test
  void get_findsThoseThatComeAlong_andOnesOwn() {
    Providers providers = Providers.onClassPath();
    assertThat(providers.get("bedrock")).isEqualTo(Provider.BEDROCK);
    assertThat(providers.get("gateway")).isInstanceOf(OwnProvider.class);
  }

  @Test
  void get_unknown_saysWhichThereAre() {
    assertThatThrownBy(() -> Providers.of(List.of()).get("acme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no provider acme: write anthropic, bedrock, gemini, ollama, openai, or put the jar of your own on the class path");
  }

  @Test
  void sameNameTwice_isRefused() {
    assertThatThrownBy(() -> Providers.of(List.of(new OwnProvider(), new OwnProvider())))
        .hasMessageContaining("two providers of models are named gateway")
        .hasMessageContaining("give yours another name");
  }
}
