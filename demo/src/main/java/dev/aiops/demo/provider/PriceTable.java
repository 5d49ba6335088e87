/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.Map;
import java.util.Optional;

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
 * href="https://ai.google.dev/gemini-api/docs/pricing">ai.google.dev/gemini-api/docs/pricing</a>.
 */
final class PriceTable {

  /** A model as it is sold. {@code served} is the dated name the answers carry. */
  record Price(String served, long input, long cached, long output, boolean reasons) {

    long bill(TokenUse use) {
      long plain = use.input() - use.cached() - use.written();
      return Math.addExact(
          Math.addExact(Math.multiplyExact(plain, input), Math.multiplyExact(use.cached(), cached)),
          Math.addExact(
              Math.multiplyExact(use.written(), written()),
              Math.multiplyExact(use.output(), output)));
    }

    /** For five minutes in the cache: a quarter more than input. Only Anthropic bills it. */
    private long written() {
      return input + input / 4;
    }
  }

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
          Map.entry(
              "claude-sonnet-4-5",
              new Price("claude-sonnet-4-5-20250929", 3000, 300, 15_000, false)),
          Map.entry("gemini-2.5-flash", new Price("gemini-2.5-flash", 300, 30, 2500, true)),
          Map.entry(
              "text-embedding-3-small", new Price("text-embedding-3-small", 20, 20, 0, false)),
          Map.entry(
              "text-embedding-3-large", new Price("text-embedding-3-large", 130, 130, 0, false)));

  private PriceTable() {}

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
