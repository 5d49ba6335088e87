/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CostBound.Bounded;
import dev.aiops.pricing.CostBound.Unbounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds that were worked out by hand. */
class CostBoundTest {

  private static final CostBounds BOUNDS = CostBounds.by(PriceCatalogue.bundled());

  static List<String> cases() throws IOException {
    try (InputStream in = CostBoundTest.class.getResourceAsStream("bounds.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void of_aGoldenCase_isTheFigureWorkedOutByHand(String line) {
    String[] columns = line.split("; ?", -1);
    CostBound bound = BoundFacts.read(columns[4]).ask(BOUNDS, columns[1], columns[2], columns[3]);

    if (bound instanceof Bounded bounded) {
      assertThat(
              List.of(
                  bounded.nanoUsd(),
                  bounded.inputTokens(),
                  bounded.outputTokens(),
                  bounded.injectMaxTokens()))
          .as(line)
          .map(String::valueOf)
          .containsExactly(columns[5], columns[6], columns[7], columns[8]);
    } else {
      assertThat(((Unbounded) bound).reason().name()).as(bound.toString()).isEqualTo(columns[5]);
    }
  }

  @Test
  void of_anUnboundedCall_saysWhatIsMissingAndWhatToDo() {
    assertThat(detail("https://llm.example/v1", "gpt-4o", "body=1 max=1"))
        .contains("gpt-4o", "llm.example is no host", "aiops.prices.file", "ceiling price");
    assertThat(detail("openai", "gpt-5.6-sol", "body=1"))
        .contains("gpt-5.6-sol", "max_tokens", "aiops.limits.file");
    assertThat(detail("openai", "gpt-4o", "body=1 max=1 tier=PRIORITY")).contains("fast=FACTOR");
  }

  private static String detail(String provider, String model, String facts) {
    return ((Unbounded) BoundFacts.read(facts).ask(BOUNDS, provider, model, "2026-11-20T12:00:00Z"))
        .detail();
  }

  @Test
  void of_aCeiling_saysSoAndIsWhatTheCallIsSettledBy() {
    BoundFacts facts = BoundFacts.read("body=1000 max=100 ceiling=30/180");
    Bounded bound = (Bounded) facts.ask(BOUNDS, "google", "gemma-3", "2026-11-20T12:00:00Z");
    Usage most =
        Usage.builder().inputTokens(bound.inputTokens()).outputTokens(bound.outputTokens()).build();
    assertThat(bound.isCeiling()).isTrue();
    assertThat(facts.ceiling().nanoUsd(most)).isEqualTo(bound.nanoUsd());
    assertThat(facts.ceiling().nanoUsd(Usage.builder().inputTokens(-1).build()))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(facts.ceiling().nanoUsd(Usage.builder().cacheReadTokens(10).build()))
        .as("a part without its whole")
        .isEqualTo(300_000);
  }

  @Test
  void of_embeddings_needsNoLimitOfTheAnswer_norPutsOneIn() {
    BoundFacts facts = BoundFacts.read("body=1000 inject=500 ceiling=30/180 embeds");
    Bounded bound = (Bounded) facts.ask(BOUNDS, "openai", "own-embedder", "2026-11-20T12:00:00Z");
    assertThat(bound.outputTokens()).isZero();
    assertThat(bound.injectMaxTokens()).isZero();
    assertThat(bound.nanoUsd())
        .isEqualTo(
            facts.ceiling().nanoUsd(Usage.builder().inputTokens(bound.inputTokens()).build()));
  }

  @Test
  void version_namesPricesAndLimits() {
    Bounded bound =
        (Bounded)
            BoundFacts.read("body=1 max=1").ask(BOUNDS, "openai", "gpt-4o", Instant.EPOCH + "");
    assertThat(bound.priceVersion()).isEqualTo("genai-prices-0.1.8/models.dev-f3fc69229967");
    assertThat(BOUNDS.withLimits("t", "provider openai\n  model x output=99\n").version())
        .matches("genai-prices-0\\.1\\.8/models\\.dev-f3fc69229967\\+[0-9a-f]{8}");
  }
}
