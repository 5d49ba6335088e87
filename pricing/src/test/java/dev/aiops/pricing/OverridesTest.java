/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {

  private static final Usage USAGE =
      Usage.builder().inputTokens(1_000_000).outputTokens(1_000_000).build();

  private final PriceCatalogue bundled = PriceCatalogue.bundled();

  @Test
  void withOverrides_theReadmesExample_isAccepted() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```text\n") + "```text\n".length();
    PriceCatalogue catalogue =
        bundled.withOverrides("README.md", readme.substring(start, readme.indexOf("```", start)));

    assertThat(usd(catalogue, null, "127.0.0.1:8089", "gpt-4o")).isEqualTo("12.500000000");
    assertThat(usd(catalogue, "openai", null, "gpt-4o-2024-08-06")).isEqualTo("12.500000000");
    assertThat(usd(catalogue, "our-gateway", null, "gpt-5-nano")).isEqualTo("0.450000000");
    assertThat(usd(catalogue, "acme", null, "acme-large-2026")).isEqualTo("10.000000000");
    assertThat(usd(catalogue, null, "https://llm.acme.example/v1", "acme-mini"))
        .isEqualTo("0.000000000");
  }

  @Test
  void withOverrides_aKnownModel_keepsItsMatchingRules() {
    PriceCatalogue catalogue =
        bundled.withOverrides(
            "test", "provider openai\n  model gpt-4o\n    price input_mtok=2 output_mtok=8\n");
    assertThat(usd(catalogue, "openai", null, "gpt-4o-2024-08-06")).isEqualTo("10.000000000");
    assertThat(usd(bundled, "openai", null, "gpt-4o-2024-08-06")).isEqualTo("12.500000000");
    assertThat(usd(catalogue, "azure.ai.openai", null, "gpt-4o")).isEqualTo("12.500000000");
    assertThat(catalogue.version()).matches("genai-prices-0\\.1\\.8\\+[0-9a-f]{8}");
  }

  @Test
  void withOverrides_everyProblem_isToldAtOnceWithItsPlace() {
    String text =
        """
        # a comment
        hots 127.0.0.1 openai
        host https://x openai
        host a.example nobody
        provider acme
          model one
            price input_mtok=abc
            prise input_mtok=1
          model two
            equals two
          model three
            price cache_read_mtok=0.1 output_mtok=1
          model four
            price from=2026-13-01 input_mtok=1
          model five
            price input_mtok=0 output_mtok=1
           regex (
        """;
    InvalidPricesException refused =
        catchThrowableOfType(
            InvalidPricesException.class, () -> bundled.withOverrides("prices.txt", text));
    assertThat(refused).hasMessageStartingWith("prices.txt is refused:\n  line 2, column 1: ");
    assertThat(refused.problems())
        .anySatisfy(
            problem -> assertThat(problem).startsWith("line 2, column 1: unknown word hots"))
        .anySatisfy(problem -> assertThat(problem).startsWith("line 3, column 6: not a host"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("no provider is called nobody; known: acme, anthropic"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("line 7, column 22: not a price in USD"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("line 8, column 5: unknown word prise"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("line 9, column 3: a model has a price line"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("input_mtok is missing: cache_read_mtok is part of it"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("line 14, column 16: from is a UTC day"))
        .anySatisfy(
            problem -> assertThat(problem).contains("zero is not a price: write input_mtok=free"))
        .anySatisfy(
            problem ->
                assertThat(problem).startsWith("line 17, column 4: lines that belong together"));
  }

  @Test
  void withOverrides_aPriceOfOneToken_isRefusedUnlessUnusual() {
    assertThatThrownBy(() -> acme("input_mtok=0.0000025 output_mtok=0.00001"))
        .hasMessageContaining("line 3, column 11: input_mtok=0.0000025 is not usual")
        .hasMessageContaining("USD for 1,000,000 input tokens; this looks like the price of one")
        .hasMessageContaining("output_mtok=0.00001 is not usual")
        .hasMessageContaining("add the word unusual");
    assertThatThrownBy(() -> acme("input_mtok=0.0025 output_mtok=10"))
        .hasMessageContaining("this looks like the price of a thousand");
    assertThatThrownBy(() -> acme("input_mtok=2500 output_mtok=10"))
        .hasMessageContaining("not usual");
    assertThat(acme("unusual input_mtok=0.0000025 output_mtok=0.00001").version()).contains("+");
  }

  @Test
  void withOverrides_aThousandthOfTheKnownPrice_isRefusedThoughSomebodyAsksIt() {
    String text = "provider openai\n  model o1-pro\n    price input_mtok=0.15 output_mtok=0.6\n";
    assertThatThrownBy(() -> bundled.withOverrides("test", text))
        .hasMessageContaining("input_mtok=0.15 is not usual")
        .hasMessageContaining("this looks like the price of a thousand");
  }

  @Test
  void withHosts_namesProviders() {
    PriceCatalogue catalogue =
        bundled.withHosts(Map.of("127.0.0.1:8089", "openai", "llm.corp", "azure.ai.openai"));
    assertThat(usd(catalogue, "openai", "http://127.0.0.1:8089/v1", "gpt-4o"))
        .isEqualTo("12.500000000");
    assertThat(usd(catalogue, null, "llm.corp:8443", "gpt-4o")).isEqualTo("12.500000000");
    assertThat(usd(catalogue, "openai", "127.0.0.1:9999", "gpt-4o")).isNull();
    assertThat(catalogue.version()).matches("genai-prices-0\\.1\\.8\\+[0-9a-f]{8}");
    assertThatThrownBy(() -> bundled.withHosts(Map.of("http://a/", "x", "b", "y")))
        .isInstanceOfSatisfying(
            InvalidPricesException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void withOverrides_notUtf8_isRefused(@TempDir Path folder) throws Exception {
    Path file =
        Files.write(folder.resolve("prices.txt"), "# é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> bundled.withOverrides(file)).hasMessageContaining("save it as UTF-8");
  }

  @Test
  void withOverrides_anything_isReadOrRefused() {
    List<String> words =
        List.of(
            "provider",
            "model",
            "price",
            "host",
            "all",
            "regex",
            "free",
            "=",
            ",",
            ":",
            "1",
            "a",
            "input_mtok=1",
            "from=2026-01-01",
            "\t",
            "  ",
            "\n",
            "\n  ",
            "\n    ");
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      try {
        assertThat(bundled.withOverrides("random", text.toString()).version()).contains("+");
      } catch (InvalidPricesException refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }

  private PriceCatalogue acme(String price) {
    return bundled.withOverrides("test", "provider acme\n  model one\n    price " + price + "\n");
  }

  private static @Nullable String usd(
      PriceCatalogue catalogue,
      @Nullable String provider,
      @Nullable String endpoint,
      String model) {
    Instant at = Instant.parse("2026-11-20T12:00:00Z");
    Cost cost = catalogue.cost(new ModelUse(provider, endpoint, model, at, USAGE));
    return cost instanceof Cost.Known known ? known.usd().toPlainString() : null;
  }
}
