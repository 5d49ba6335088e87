/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What the simulated provider charges, in whole nano-USD per token (1 nano-USD per token is USD
 * 0.001 per million tokens). Written down here by itself, and on purpose not read from the
 * catalogue of the {@code pricing} module: two independent books must agree.
 *
 * <p>Figures: OpenAI's published standard prices, <a
 * href="https://platform.openai.com/docs/pricing">platform.openai.com/docs/pricing</a>, and
 * Anthropic's, <a
 * href="https://docs.claude.com/en/docs/about-claude/pricing">docs.claude.com/en/docs/about-claude/pricing</a>,
 * and Google's, <a
 * href="https://ai.google.dev/gemini-api/docs/pricing">ai.google.dev/gemini-api/docs/pricing</a>,
 * and AWS's, <a href="https://aws.amazon.com/bedrock/pricing">aws.amazon.com/bedrock/pricing</a>.
 */
final class PriceTable {

  /**
   * A model as it is sold.
   *
   * @param served the dated name the answers carry
   * @param written for input that goes to the cache for five minutes: a quarter more than other
   *     input where Anthropic's models are sold, and no more elsewhere
   */
  record Price(String served, long input, long cached, long written, long output, boolean reasons) {

    Price(String served, long input, long cached, long output, boolean reasons) {
      this(served, input, cached, input, output, reasons);
    }

    static Price claude(String served, long input, long output) {
      return new Price(served, input, input / 10, input + input / 4, output, false);
    }

    long bill(TokenUse use) {
      long plain = use.input() - use.cached() - use.written();
      return LongStream.of(
              of(plain, input),
              of(use.cached(), cached),
              of(use.written() - use.hour(), written),
              of(use.hour(), hour()),
              of(use.output(), output))
          .reduce(0, Math::addExact);
    }

    private static long of(long tokens, long each) {
      return Math.multiplyExact(tokens, each);
    }

    /** For an hour in the cache: twice what other input costs. */
    private long hour() {
      return 2 * input;
    }
  }

  /** A web search of Anthropic's, in nano-USD: 10 USD are for a thousand. */
  static final long SEARCH = 10_000_000;

  /** What a model no price list knows costs: the provider bills it, nobody else can say why. */
  private static final Price UNLISTED = new Price("", 900, 900, 1800, false);

  private static final Map<String, Price> LISTED =
      Map.ofEntries(
          Map.entry("gpt-4o", new Price("gpt-4o-2024-08-06", 2500, 1250, 10_000, false)),
          Map.entry("gpt-4o-mini", new Price("gpt-4o-mini-2024-07-18", 150, 75, 600, false)),
          Map.entry("gpt-4.1", new Price("gpt-4.1-2025-04-14", 2000, 500, 8000, false)),
          Map.entry("gpt-4.1-mini", new Price("gpt-4.1-mini-2025-04-14", 400, 100, 1600, false)),
          Map.entry("gpt-4.1-nano", new Price("gpt-4.1-nano-2025-04-14", 100, 25, 400, false)),
          Map.entry("o4-mini", new Price("o4-mini-2025-04-16", 1100, 275, 4400, true)),
          Map.entry("gpt-5", new Price("gpt-5-2025-08-07", 1250, 125, 10_000, true)),
          Map.entry("gpt-5-mini", new Price("gpt-5-mini-2025-08-07", 250, 25, 2000, true)),
          Map.entry("claude-sonnet-4-5", Price.claude("claude-sonnet-4-5-20250929", 3000, 15_000)),
          same(Price.claude("global.anthropic.claude-sonnet-4-5-20250929-v1:0", 3000, 15_000)),
          same(Price.claude("us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3300, 16_500)),
          same(new Price("amazon.nova-lite-v1:0", 60, 15, 240, false)),
          same(new Price("amazon.titan-text-express-v1", 200, 200, 600, false)),
          same(new Price("meta.llama3-1-8b-instruct-v1:0", 220, 220, 220, false)),
          same(new Price("mistral.mistral-large-2402-v1:0", 4000, 4000, 12_000, false)),
          Map.entry("gemini-2.5-flash", new Price("gemini-2.5-flash", 300, 30, 2500, true)),
          Map.entry(
              "text-embedding-3-small", new Price("text-embedding-3-small", 20, 20, 0, false)),
          Map.entry(
              "text-embedding-3-large", new Price("text-embedding-3-large", 130, 130, 0, false)));

  private PriceTable() {}

  /** A model that is asked for by the name it is served under. */
  private static Map.Entry<String, Price> same(Price price) {
    return Map.entry(price.served(), price);
  }

  /** The price of a model by either of its names; empty where no public list has it. */
  static Optional<Price> listed(String model) {
    Price price = LISTED.get(model);
    if (price != null) return Optional.of(price);
    return LISTED.values().stream().filter(p -> p.served().equals(model)).findFirst();
  }

  static boolean reasons(String model) {
    return listed(model).map(Price::reasons).orElse(false);
  }

  /** The dated name a model asked for is served under; an unlisted name serves as itself. */
  static String served(String model) {
    return listed(model).map(Price::served).orElse(model);
  }

  static long billNanoUsd(String model, TokenUse use) {
    return listed(model).orElse(UNLISTED).bill(use);
  }
}
