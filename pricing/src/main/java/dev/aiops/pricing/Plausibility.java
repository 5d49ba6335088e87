/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.Draft.DraftModel;
import dev.aiops.pricing.Draft.DraftProvider;
import dev.aiops.pricing.PricedModel.Offer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses figures that look like a mistake of the unit: a price for one token, or for a thousand,
 * where the price of a million is asked for, or cents.
 *
 * <p>A figure that replaces a price is usual within a factor of {@value #REPLACED_FACTOR} of that
 * one; any other within a factor of {@value #FACTOR} of the middle 98 % of the figures that the
 * catalogue has for its unit. A line with the word {@code unusual} is not judged.
 */
final class Plausibility {

  static final String UNUSUAL = "unusual";

  private static final int FACTOR = 2;
  private static final int REPLACED_FACTOR = 20;

  private final PriceBook base;
  private final Problems problems;
  private final Map<UsageUnit, List<BigDecimal>> known = new EnumMap<>(UsageUnit.class);

  private Plausibility(PriceBook base, Problems problems) {
    this.base = base;
    this.problems = problems;
    for (Provider provider : base.providers()) {
      provider.models().forEach(model -> model.offers().forEach(this::learn));
    }
    known.values().forEach(figures -> figures.sort(null));
  }

  static void check(Draft draft, PriceBook base, Problems problems) {
    if (draft.providers().stream().allMatch(provider -> provider.models().isEmpty())) {
      return;
    }
    Plausibility plausibility = new Plausibility(base, problems);
    for (DraftProvider provider : draft.providers()) {
      provider.models().forEach(model -> plausibility.check(provider, model));
    }
  }

  private void learn(Offer offer) {
    for (int i = 0; i < offer.prices().size(); i++) {
      Price price = offer.prices().price(i);
      for (Rate rate : price.rates()) {
        known
            .computeIfAbsent(price.unit(), unit -> new ArrayList<>())
            .add(rate.usd(price.unit().per()));
      }
    }
  }

  private void check(DraftProvider provider, DraftModel model) {
    List<Entry> lines =
        model.entry().children().stream().filter(line -> line.word().equals("price")).toList();
    PricedModel replaced =
        base.provider(provider.id())
            .flatMap(old -> old.models().stream().filter(m -> m.id().equals(model.id())).findAny())
            .orElse(null);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).words().contains(UNUSUAL)) {
        check(lines.get(i), model.offers().get(i).prices(), replaced);
      }
    }
  }

  private void check(Entry line, PriceList prices, @Nullable PricedModel replaced) {
    for (int i = 0; i < prices.size(); i++) {
      Price price = prices.price(i);
      for (Rate rate : price.rates()) {
        if (!rate.isZero()) {
          check(line, price.unit(), rate.usd(price.unit().per()), usual(price.unit(), replaced));
        }
      }
    }
  }

  private void check(Entry line, UsageUnit unit, BigDecimal figure, Range range) {
    if (range.contains(figure)) {
      return;
    }
    problems.add(
        line,
        unit.priceKey(),
        unit.priceKey()
            + "="
            + figure.stripTrailingZeros().toPlainString()
            + " is not usual (usual: "
            + range
            + " USD); prices are in USD for "
            + unitWords(unit)
            + range.guess(figure)
            + ". If it is right, add the word "
            + UNUSUAL
            + " to the line");
  }

  private static String unitWords(UsageUnit unit) {
    return unit.priceKey().endsWith("_hours")
        ? "an hour"
        : String.format(java.util.Locale.ROOT, "%,d %s", unit.per(), unit.key().replace('_', ' '));
  }

  private Range catalogue(UsageUnit unit) {
    List<BigDecimal> figures = known.getOrDefault(unit, List.of());
    if (figures.isEmpty()) {
      figures = known.getOrDefault(nearest(unit), List.of());
    }
    if (figures.isEmpty()) {
      return Range.ANY;
    }
    int cut = figures.size() / 100;
    return Range.around(figures.get(cut), figures.get(figures.size() - 1 - cut), FACTOR);
  }

  private static UsageUnit nearest(UsageUnit unit) {
    return unit.isOutput() ? UsageUnit.OUTPUT_TOKENS : UsageUnit.INPUT_TOKENS;
  }

  private Range usual(UsageUnit unit, @Nullable PricedModel replaced) {
    if (replaced == null) {
      return catalogue(unit);
    }
    PriceList prices = replaced.offers().get(replaced.offers().size() - 1).prices();
    for (int i = 0; i < prices.size(); i++) {
      if (prices.price(i).unit() == unit) {
        BigDecimal figure = prices.price(i).rates()[0].usd(unit.per());
        return Range.around(figure, figure, REPLACED_FACTOR);
      }
    }
    return catalogue(unit);
  }
}
