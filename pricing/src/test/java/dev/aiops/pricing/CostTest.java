/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static dev.aiops.pricing.Cost.Reason.INVALID_USAGE;
import static dev.aiops.pricing.Cost.Reason.NO_PRICE;
import static dev.aiops.pricing.Cost.Reason.NO_USAGE;
import static dev.aiops.pricing.Cost.Reason.OVERFLOW;
import static dev.aiops.pricing.Cost.Reason.UNKNOWN_HOST;
import static dev.aiops.pricing.Cost.Reason.UNKNOWN_MODEL;
import static dev.aiops.pricing.Cost.Reason.UNKNOWN_PROVIDER;
import static dev.aiops.pricing.Cost.Reason.UNPRICED_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.Cost.Component;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of a cost sees, and what holds for every cost. */
class CostTest {

  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final Usage USAGE =
      Usage.builder()
          .inputTokens(1_000)
          .cacheReadTokens(200)
          .outputTokens(300)
          .reasoningTokens(100)
          .build();

  private final PriceCatalogue catalogue = PriceCatalogue.bundled();

  @Test
  void cost_ofAKnownModel_isPricedByComponent() {
    Cost.Priced cost = (Cost.Priced) cost("openai", null, "gpt-4o", USAGE);
    assertThat(cost.components())
        .containsExactlyInAnyOrder(
            new Component(UsageUnit.INPUT_TOKENS, 800, 2_000_000),
            new Component(UsageUnit.CACHE_READ_TOKENS, 200, 250_000),
            new Component(UsageUnit.OUTPUT_TOKENS, 300, 3_000_000));
    assertThat(cost.nanoUsd()).isEqualTo(5_250_000);
    assertThat(cost.usd()).isEqualByComparingTo("0.00525");
    assertThat(cost.status()).isEqualTo("priced");
    assertThat(cost.price().version()).isEqualTo("genai-prices-0.1.8");
  }

  @Test
  void cost_byHostFirst() {
    assertThat(priceProvider("openai", "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile"))
        .isEqualTo("groq");
    assertThat(priceProvider("openai", "https://my.openai.azure.com/openai/v1?a=b", "gpt-4o"))
        .isEqualTo("azure");
    assertThat(priceProvider(null, "https://openrouter.ai/api/v1", "openai/gpt-4o"))
        .isEqualTo("openrouter");
    assertThat(priceProvider(null, "API.OPENAI.COM:443", "gpt-4o")).isEqualTo("openai");
    assertThat(
            priceProvider(
                "aws.bedrock",
                "bedrock-runtime.eu-west-1.amazonaws.com",
                "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/"
                    + "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"))
        .isEqualTo("aws");
    assertThat(
            priceProvider(
                "gcp.vertex_ai",
                "us-central1-aiplatform.googleapis.com",
                "publishers/google/models/gemini-2.5-pro"))
        .isEqualTo("google");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bedrock-runtime.us-east-1.amazonaws.com",
        "bedrock-runtime-fips.us-east-1.amazonaws.com",
        "vpce-0a1b-2c3d.bedrock-runtime.us-east-1.vpce.amazonaws.com",
        "bedrock-runtime.us-east-1.api.aws",
        "bedrock-runtime-fips.us-gov-west-1.api.aws",
        "bedrock-mantle.us-east-1.api.aws"
      })
  void cost_byEachHostOfBedrock(String host) {
    assertThat(priceProvider(null, host, "anthropic.claude-sonnet-4-5-20250929-v1:0"))
        .isEqualTo("aws");
    assertThat(priceProvider("openai", "https://" + host + "/v1", "openai.gpt-oss-120b-1:0"))
        .isEqualTo("aws");
  }

  @Test
  void cost_byOpenTelemetryProviderName() {
    Map.of(
            "azure.ai.openai", "gpt-4o",
            "aws.bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "gcp.gemini", "models/gemini-2.5-flash",
            "gcp.vertex_ai", "claude-sonnet-4-5@20250929",
            "x_ai", "grok-4",
            "mistral_ai", "mistral-large-latest",
            "deepseek", "deepseek-chat",
            "groq", "openai/gpt-oss-120b",
            "cohere", "command-r-plus",
            "perplexity", "sonar")
        .forEach(
            (provider, model) ->
                assertThat(cost(provider, null, model, USAGE))
                    .as(provider)
                    .isInstanceOf(Cost.Priced.class));
  }

  @Test
  void cost_ofWhatIsUnknown_isUnpricedWithARemedy() {
    assertUnpriced(
        cost("openai", "127.0.0.1:8089", "gpt-4o", USAGE),
        UNKNOWN_HOST,
        "host 127.0.0.1:8089 PROVIDER");
    assertUnpriced(cost("openai", null, "no-such", USAGE), UNKNOWN_MODEL, "aiops.prices.file");
    assertUnpriced(cost("ibm.watsonx.ai", null, "x", USAGE), UNKNOWN_PROVIDER, "alias");
    assertUnpriced(cost(null, null, "no-such", USAGE), UNKNOWN_PROVIDER, "neither");
    assertUnpriced(cost("google", null, "gemma-3", USAGE), NO_PRICE, "without a price");
    assertUnpriced(cost("openai", null, "gpt-4o", Usage.builder().build()), NO_USAGE, "nothing");
    assertUnpriced(
        cost("openai", null, "text-embedding-3-small", USAGE), UNPRICED_USAGE, "output_tokens");
    assertUnpriced(cost("openai", null, "x".repeat(600), USAGE), UNKNOWN_MODEL, "too long");
  }

  @Test
  void cost_ofALie_isUnpriced() {
    Usage negative = Usage.builder().inputTokens(-5).outputTokens(10).build();
    assertUnpriced(cost("openai", null, "gpt-4o", negative), INVALID_USAGE, "negative");
    Usage huge = Usage.builder().inputTokens(1_000_000_000_000_000_000L).outputTokens(1).build();
    assertUnpriced(cost("openai", null, "gpt-4o", huge), INVALID_USAGE, "above");
    Usage most = Usage.builder().inputTokens(Usage.MAX_AMOUNT).outputTokens(1).build();
    assertUnpriced(cost("openai", null, "gpt-4o", most), OVERFLOW, "nano-USD");
  }

  @Test
  void cost_ofCachedAboveInput_raisesInput() {
    Usage usage = Usage.builder().inputTokens(100).cacheReadTokens(400).outputTokens(0).build();
    Cost.Estimated cost = (Cost.Estimated) cost("openai", null, "gpt-4o", usage);
    assertThat(cost.components())
        .containsExactly(new Component(UsageUnit.CACHE_READ_TOKENS, 400, 500_000));
    assertThat(cost.reason()).contains("raised");
  }

  @Test
  void cost_ofPartialOrEstimatedUsage_isEstimated() {
    Usage cut = Usage.builder().inputTokens(100).build();
    assertThat(cost("openai", null, "gpt-4o", cut)).isInstanceOf(Cost.Estimated.class);
    Usage guess = Usage.builder().inputTokens(100).outputTokens(20).estimated().build();
    assertThat(cost("openai", null, "gpt-4o", guess)).isInstanceOf(Cost.Estimated.class);
    assertThat(cost(null, null, "gpt-4o", USAGE)).isInstanceOf(Cost.Estimated.class);
  }

  @Test
  void cost_ofAToolCallWithoutAPrice_isEstimatedAndNamesIt() {
    Usage usage =
        Usage.builder()
            .inputTokens(10)
            .outputTokens(10)
            .amount(UsageUnit.CODE_EXECUTIONS, 2)
            .build();
    assertThat(((Cost.Estimated) cost("openai", null, "gpt-4o", usage)).reason())
        .contains("code_executions");
  }

  @Test
  void cost_aboveATier_isAllAtTheTiersPrice() {
    Usage below = Usage.builder().inputTokens(200_000).outputTokens(0).build();
    Usage above = Usage.builder().inputTokens(200_001).outputTokens(0).build();
    assertThat(nano(cost("gcp.gemini", null, "gemini-2.5-pro", below))).isEqualTo(250_000_000);
    assertThat(nano(cost("gcp.gemini", null, "gemini-2.5-pro", above))).isEqualTo(500_002_500);
  }

  @Test
  void cost_ofAShortRecording_isOfTenSeconds() {
    Usage short1 = Usage.builder().amount(UsageUnit.AUDIO_MILLIS, 250).build();
    Usage ten = Usage.builder().amount(UsageUnit.AUDIO_MILLIS, 10_000).build();
    assertThat(nano(cost("groq", null, "whisper-large-v3", short1)))
        .isEqualTo(nano(cost("groq", null, "whisper-large-v3", ten)));
  }

  @Test
  void cost_isMonotoneSummedAndNeverNegative() {
    SplittableRandom random = new SplittableRandom(99);
    UsageCases usages = new UsageCases(random);
    for (Provider provider : catalogue.book().providers()) {
      for (PricedModel model : provider.models()) {
        Map<UsageUnit, Long> amounts = usages.consistent(List.of(UsageUnit.values()));
        long cost = check(provider, model, amounts);
        Map<UsageUnit, Long> more = new EnumMap<>(amounts);
        more.merge(UsageUnit.INPUT_TOKENS, random.nextLong(1, 10_000), Long::sum);
        more.merge(UsageUnit.OUTPUT_TOKENS, random.nextLong(1, 10_000), Long::sum);
        assertThat(check(provider, model, more)).as(model.id()).isGreaterThanOrEqualTo(cost);
      }
    }
  }

  /** Checks what holds for every cost; 0 where it is unknown. */
  private long check(Provider provider, PricedModel model, Map<UsageUnit, Long> amounts) {
    String name = NameOf.matching(model.match());
    if (!(cost(provider.id(), null, name, UsageCases.usage(amounts)) instanceof Cost.Known known)) {
      return 0;
    }
    long sum = 0;
    for (Component component : known.components()) {
      assertThat(component.amount()).isPositive();
      assertThat(component.nanoUsd()).isNotNegative();
      sum += component.nanoUsd();
    }
    assertThat(known.nanoUsd()).isEqualTo(sum).isBetween(0L, Cost.MAX_NANO_USD);
    return sum;
  }

  private static void assertUnpriced(Cost cost, Cost.Reason reason, String detail) {
    assertThat(cost)
        .isInstanceOfSatisfying(
            Cost.Unpriced.class,
            unpriced -> {
              assertThat(unpriced.reason()).isEqualTo(reason);
              assertThat(unpriced.detail()).contains(detail);
            });
  }

  private String priceProvider(@Nullable String provider, String endpoint, String model) {
    return ((Cost.Known) cost(provider, endpoint, model, USAGE)).price().provider();
  }

  private static long nano(Cost cost) {
    return ((Cost.Known) cost).nanoUsd();
  }

  private Cost cost(
      @Nullable String provider, @Nullable String endpoint, String model, Usage usage) {
    return catalogue.cost(new ModelUse(provider, endpoint, model, AT, usage));
  }
}
