/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.LimitTable.Listed;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the limits of a priced model: the operator's line for its name first, then the catalogue's
 * for exactly that name, then the largest of all names that are the same model to the price
 * catalogue.
 */
final class ModelLimits {

  private final PriceBook book;
  private final LimitTable own;
  private final LimitTable listed;
  private final String version;
  private final Map<String, Map<String, Listed>> byModel = new ConcurrentHashMap<>();

  private ModelLimits(PriceBook book, LimitTable own, LimitTable listed, String version) {
    this.book = book;
    this.own = own;
    this.listed = listed;
    this.version = version;
  }

  static ModelLimits bundled(PriceBook book) {
    return new ModelLimits(book, LimitTable.EMPTY, Bundled.TABLE, Bundled.TABLE.source());
  }

  ModelLimits withOverrides(String name, String text) {
    Problems problems = new Problems(name);
    LimitTable first = LimitReader.read(text, problems, this::idOf);
    problems.throwIfAny();
    return new ModelLimits(book, own.over(first), listed, version + "+" + Fingerprint.of(text));
  }

  private @Nullable String idOf(String name) {
    return book.named(name).map(Provider::id).orElse(null);
  }

  String version() {
    return version;
  }

  /**
   * The limits of a model.
   *
   * @param id of the provider
   * @param model as asked for
   */
  Limits find(String id, String model, PricedModel priced) {
    String name = model.toLowerCase(Locale.ROOT).strip();
    Listed operator = own.exact(id, name);
    Limits catalogue = catalogue(id, name, priced);
    return operator == null ? catalogue : operator.limits().orElse(catalogue);
  }

  private Limits catalogue(String id, String name, PricedModel priced) {
    Provider provider = book.provider(id).orElseThrow();
    Listed found = listed(provider, id, name, priced);
    for (int i = 0; found == null && i < provider.fallbacks().size(); i++) {
      found = listed(provider, provider.fallbacks().get(i), name, priced);
    }
    return checked(found == null ? new Listed(0, Limits.UNKNOWN) : found, priced);
  }

  /**
   * A context that the price catalogue knows to be larger is an input limit as well. A limit that
   * does not reach a tier of the price is one of several that the model has: none is known then.
   */
  private static Limits checked(Listed found, PricedModel priced) {
    Limits limits =
        priced.contextTokens() <= found.context()
            ? found.limits()
            : found.limits().largest(new Limits(priced.contextTokens(), 0, 0));
    return limits.input() > priced.highestTierStart()
        ? limits
        : new Limits(0, limits.output(), limits.fastThousandths());
  }

  private @Nullable Listed listed(
      Provider provider, String source, String name, PricedModel priced) {
    Listed exact = listed.exact(source, name);
    return exact == null ? largestOfSame(provider, source, priced) : exact;
  }

  private @Nullable Listed largestOfSame(Provider provider, String source, PricedModel priced) {
    return byModel
        .computeIfAbsent(provider.id() + " " + source, key -> largestByModel(provider, source))
        .get(priced.id());
  }

  /** The largest of the names that are one model to the price catalogue, by that model's id. */
  private Map<String, Listed> largestByModel(Provider provider, String source) {
    Map<String, Listed> largest = new HashMap<>();
    listed
        .byProvider()
        .getOrDefault(source, Map.<String, Listed>of())
        .forEach(
            (name, line) -> {
              PricedModel model = book.find(provider, name);
              if (model != null) {
                largest.merge(model.id(), line, ModelLimits::largest);
              }
            });
    return largest;
  }

  private static Listed largest(Listed one, Listed other) {
    return new Listed(
        Math.max(one.context(), other.context()), one.limits().largest(other.limits()));
  }

  private static final class Bundled {

    static final LimitTable TABLE = read("model-limits.txt");

    private static LimitTable read(String resource) {
      Problems problems = new Problems(resource);
      LimitTable table = LimitReader.read(BundledText.of(resource), problems, id -> id);
      problems.throwIfAny();
      return table;
    }
  }
}
