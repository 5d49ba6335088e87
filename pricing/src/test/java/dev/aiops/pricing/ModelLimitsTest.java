/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aiops.pricing.CostBound.Bounded;
import dev.aiops.pricing.CostBound.Unbounded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which limit holds for which name, and what an operator may say about it. */
class ModelLimitsTest {

  private static final String IMAGE = "body=10 images";

  private final CostBounds bundled = CostBounds.by(PriceCatalogue.bundled());

  @Test
  void limits_ofANameThatIsNotListed_areTheLargestOfTheSameModel() {
    // gpt-4o and two of its dates are one model to the price catalogue; this spelling is in no list
    assertThat(output(bundled, "openai", "gpt-4o-20240806")).isEqualTo(16_384);
    assertThat(output(bundled, "openai", "gpt-4.1-2025-04-14")).isEqualTo(32_768);
    assertThat(output(bundled, "anthropic", "claude-opus-4-1-20990101")).isEqualTo(32_000);
  }

  @Test
  void limits_ofAProviderThatServesAnother_areItsOwnThenTheOthers() {
    assertThat(input(bundled, "aws.bedrock", "us.anthropic.claude-opus-4-8")).isEqualTo(1_000_000);
    assertThat(output(bundled, "azure.ai.openai", "o3-pro")).isEqualTo(100_000);
    assertThat(output(bundled, "azure.ai.openai", "gpt-4o")).isEqualTo(16_384);
    assertThat(output(bundled, "litellm", "openai/gpt-4o")).isEqualTo(16_384);
  }

  @Test
  void limits_belowATierOfThePrice_areNotBelieved() {
    // the list says 200,000; the price has a tier above it, so longer prompts exist
    assertThat(ask(bundled, "anthropic", "claude-sonnet-4-5", IMAGE))
        .isInstanceOfSatisfying(
            Unbounded.class,
            bound -> assertThat(bound.reason()).isEqualTo(CostBound.Reason.UNKNOWN_INPUT_LIMIT));
    CostBounds own = with("provider anthropic\n  model claude-sonnet-4-5 context=1000000\n");
    assertThat(input(own, "anthropic", "claude-sonnet-4-5")).isEqualTo(1_000_000);
  }

  @Test
  void withLimits_holdsForTheNameItSaysAndKeepsTheOtherFigures() {
    CostBounds own = with("provider openai\n  model GPT-4o output=1000\n");
    assertThat(output(own, "openai", "gpt-4o")).isEqualTo(1_000);
    assertThat(input(own, "openai", "gpt-4o")).isEqualTo(128_000);
    assertThat(output(own, "openai", "gpt-4o-2024-11-20")).isEqualTo(16_384);
    assertThat(output(bundled, "openai", "gpt-4o")).isEqualTo(16_384);
    CostBounds later =
        own.withLimits("b", "provider openai\n  model gpt-4o output=2000 context=90000\n");
    assertThat(output(later, "openai", "gpt-4o")).isEqualTo(2_000);
    assertThat(input(later, "openai", "gpt-4o")).isEqualTo(90_000);
  }

  @Test
  void withLimits_aFactor_pricesThePriorityTier() {
    CostBounds own = with("provider openai\n  model gpt-4o fast=1.5\n");
    Bounded bound =
        (Bounded) ask(own, "openai", "gpt-4o", "body=1000 messages=2 max=100 tier=PRIORITY");
    assertThat(bound.nanoUsd()).isEqualTo(9_210_005);
  }

  @Test
  void withLimits_everyProblem_isToldAtOnceWithItsPlace() {
    String text =
        """
        models openai
        provider nobody
          model x output=99
        provider openai
          model gpt-4o
          model a output=0
          model b output=-5
          model c output=1.5
          model d context=100 input=200
          model e speed=2
          model f fast=0.5
          model g output=5 output=6
          model h output=9999999999
          model A output=99
          price output=3
        """;
    InvalidPricesException refused =
        catchThrowableOfType(InvalidPricesException.class, () -> with(text));
    assertThat(refused.problems())
        .extracting(problem -> problem.replaceAll(":.*", ""))
        .contains(
            "line 1, column 1",
            "line 2, column 10",
            "line 5, column 3",
            "line 6, column 18",
            "line 7, column 18",
            "line 8, column 18",
            "line 9, column 23",
            "line 10, column 11",
            "line 11, column 16",
            "line 12, column 20",
            "line 13, column 18",
            "line 14, column 9",
            "line 15, column 3");
    assertThat(refused).hasMessageContaining("no provider is called nobody");
  }

  @Test
  void withLimits_ofAFile_thatIsNotUtf8_isRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("limits.txt");
    Files.write(file, "provider openai # \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(catchThrowableOfType(InvalidPricesException.class, () -> bundled.withLimits(file)))
        .hasMessageContaining("UTF-8");
    Files.writeString(file, "provider openai\n  model gpt-4o output=99\n");
    assertThat(output(bundled.withLimits(file), "openai", "gpt-4o")).isEqualTo(99);
  }

  private CostBounds with(String text) {
    return bundled.withLimits("test", text);
  }

  private static long output(CostBounds bounds, String provider, String model) {
    return ((Bounded) ask(bounds, provider, model, "body=10")).outputTokens();
  }

  private static long input(CostBounds bounds, String provider, String model) {
    return ((Bounded) ask(bounds, provider, model, IMAGE)).inputTokens();
  }

  private static CostBound ask(CostBounds bounds, String provider, String model, String facts) {
    return BoundFacts.read(facts).ask(bounds, provider, model, "2026-11-20T12:00:00Z");
  }
}
