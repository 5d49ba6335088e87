/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.CostBound.Bounded;
import dev.aiops.pricing.CostBound.Reason;
import dev.aiops.pricing.CostBound.Unbounded;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says the most that a call can cost before it is sent.
 *
 * <p>Immutable and safe for use by several threads. {@link #of} does no I/O; the matching rules run
 * once for each distinct provider, endpoint and model. How the bound is made, and what it assumes,
 * is in {@code pricing/README.md}.
 */
public final class CostBounds {

  private final PriceCatalogue prices;
  private final ModelLimits limits;
  private final String version;
  private final Map<Resolver.Question, BoundModel> models = new ConcurrentHashMap<>();

  private CostBounds(PriceCatalogue prices, ModelLimits limits) {
    this.prices = prices;
    this.limits = limits;
    this.version = prices.version() + "/" + limits.version();
  }

  /** Bounds by {@code prices} and the limits that come with this library. */
  public static CostBounds by(PriceCatalogue prices) {
    return new CostBounds(prices, ModelLimits.bundled(prices.book()));
  }

  /**
   * These bounds with an operator's limits before the catalogue's.
   *
   * @param file UTF-8 text in the format of {@code pricing/README.md}
   * @throws IOException if the file cannot be read
   * @throws InvalidPricesException if the file breaks a rule; it names all of them at once
   */
  public CostBounds withLimits(Path file) throws IOException {
    try {
      return withLimits(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InvalidPricesException(file.toString(), List.of("not UTF-8: save it as UTF-8"));
    }
  }

  /**
   * These bounds with an operator's limits before the catalogue's.
   *
   * @param name what to call the text in errors
   * @throws InvalidPricesException if the text breaks a rule; it names all of them at once
   */
  public CostBounds withLimits(String name, String text) {
    return new CostBounds(prices, limits.withOverrides(name, text));
  }

  /** Which prices and limits these are: {@code genai-prices-0.1.8/models.dev-f3fc69229967}. */
  public String version() {
    return version;
  }

  /**
   * The most that a call can cost.
   *
   * @param provider as in {@link ModelUse#provider}
   * @param endpoint as in {@link ModelUse#endpoint}
   * @param model the model that is asked for
   * @param at now; the dearest prices of the 24 hours from here on are taken
   * @param injectMaxTokens the limit of the answer that may be put into a request which has none,
   *     where the model's is unknown; 0 for none
   * @param ceiling what to assume where the price is unknown; null to have no bound then
   */
  public CostBound of(
      @Nullable String provider,
      @Nullable String endpoint,
      String model,
      Instant at,
      CallFacts facts,
      long injectMaxTokens,
      @Nullable CeilingPrice ceiling) {
    BoundModel found = model(new Resolver.Question(provider, endpoint, model));
    Reason refused = found.refusal(facts, at, ceiling);
    if (refused != null) {
      return new Unbounded(refused, model + ": " + found.detail(refused) + refused.remedy());
    }
    return bounded(found, model, at, facts, injectMaxTokens, ceiling);
  }

  private CostBound bounded(
      BoundModel found,
      String model,
      Instant at,
      CallFacts facts,
      long injectMaxTokens,
      @Nullable CeilingPrice ceiling) {
    long input = found.inputTokens(facts);
    if (input < 0) {
      return new Unbounded(
          Reason.UNKNOWN_INPUT_LIMIT, model + ": " + Reason.UNKNOWN_INPUT_LIMIT.remedy());
    }
    long each = found.outputTokens(facts, at);
    long injected = each < 0 ? Math.max(0, injectMaxTokens) : 0;
    if (each < 0 && injected == 0) {
      return new Unbounded(
          Reason.UNKNOWN_OUTPUT_LIMIT, model + ": " + Reason.UNKNOWN_OUTPUT_LIMIT.remedy());
    }
    long output = found.allOutputTokens(facts, Math.max(each, injected));
    boolean isCeiling = !found.isPriced(at);
    long attempt =
        isCeiling && ceiling != null
            ? ceiling.nanoUsd(input, output)
            : found.nanoUsd(facts, at, input, output);
    long all = Saturated.multiply(attempt, facts.attempts);
    return new Bounded(all, input, output, version, injected, isCeiling);
  }

  private BoundModel model(Resolver.Question question) {
    BoundModel known = models.get(question);
    if (known != null) {
      return known;
    }
    BoundModel found = BoundModel.of(question, prices.resolver().resolve(question), limits);
    if (models.size() >= Resolver.MAX_REMEMBERED) {
      models.clear();
    }
    models.put(question, found);
    return found;
  }
}
