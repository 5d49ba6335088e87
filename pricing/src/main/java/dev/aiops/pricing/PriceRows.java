/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.PricedModel.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of the table {@code prices}: a provider, an exact model name, its offers. */
final class PriceRows {

  /** The usage that a row of {@code model_calls} has, in the order of the view's array. */
  static final List<UsageUnit> SQL_UNITS =
      List.of(
          UsageUnit.INPUT_TOKENS,
          UsageUnit.OUTPUT_TOKENS,
          UsageUnit.CACHE_READ_TOKENS,
          UsageUnit.CACHE_WRITE_TOKENS,
          UsageUnit.CACHE_WRITE_1H_TOKENS,
          UsageUnit.OUTPUT_REASONING_TOKENS,
          UsageUnit.INPUT_AUDIO_TOKENS,
          UsageUnit.OUTPUT_AUDIO_TOKENS,
          UsageUnit.INPUT_IMAGE_TOKENS);

  private static final List<String> BEDROCK_PROFILES =
      List.of("", "us.", "eu.", "apac.", "global.");
  private static final String COLUMNS = "(Catalogue, Provider, Model, PricedAs, Offers)";

  private PriceRows() {}

  static String insert(PriceCatalogue catalogue) {
    PriceBook book = catalogue.book();
    List<String> rows = new ArrayList<>();
    for (Provider provider : book.providers()) {
      names(book, provider)
          .forEach((name, model) -> rows.add(row(catalogue.version(), provider, name, model)));
    }
    return SqlText.insert("prices", COLUMNS, rows);
  }

  /** The names that the rules mention, with the model that the rules find for each. */
  static Map<String, PricedModel> names(PriceBook book, Provider provider) {
    Map<String, PricedModel> names = new TreeMap<>();
    for (String name : mentioned(book, provider)) {
      PricedModel model = book.find(provider, name);
      if (model != null) {
        names.put(name, model);
      }
    }
    return names;
  }

  private static Set<String> mentioned(PriceBook book, Provider provider) {
    TreeSet<String> names = new TreeSet<>();
    List<PricedModel> models = new ArrayList<>(provider.models());
    for (String fallback : provider.fallbacks()) {
      book.provider(fallback).ifPresent(other -> models.addAll(other.listed()));
    }
    for (PricedModel model : models) {
      names.add(model.id().toLowerCase(Locale.ROOT));
      literals(model.match()).forEach(names::add);
    }
    if (provider.id().equals("aws")) {
      for (String name : List.copyOf(names)) {
        BEDROCK_PROFILES.forEach(profile -> names.add(profile + name));
      }
    }
    return names;
  }

  private static Stream<String> literals(Match match) {
    if (match instanceof Match.Equals equals) {
      return Stream.of(equals.value());
    }
    if (match instanceof Match.StartsWith start) {
      return Stream.of(start.value());
    }
    if (match instanceof Match.EndsWith end) {
      return Stream.of(end.value());
    }
    if (match instanceof Match.Contains part) {
      return Stream.of(part.value());
    }
    if (match instanceof Match.Any any) {
      return any.parts().stream().flatMap(PriceRows::literals);
    }
    return Stream.of();
  }

  private static String row(String version, Provider provider, String name, PricedModel model) {
    return SqlText.tuple(
        SqlText.text(version),
        SqlText.text(provider.id()),
        SqlText.text(name),
        SqlText.text(model.id()),
        SqlText.array(model.offers().stream().map(PriceRows::offer).toList()));
  }

  private static String offer(Offer offer) {
    long from = 0;
    long dailyFrom = 0;
    long dailyTo = 0;
    if (offer.condition() instanceof Condition.From start) {
      from = start.start().getEpochSecond();
    } else if (offer.condition() instanceof Condition.Daily daily) {
      dailyFrom = daily.start();
      dailyTo = daily.end();
    }
    return SqlText.tuple(from, dailyFrom, dailyTo, kind(offer.prices()), prices(offer.prices()));
  }

  private static String kind(PriceList list) {
    if (list == PriceList.FREE) {
      return "'free'";
    }
    return list == PriceList.UNKNOWN ? "'unknown'" : "'priced'";
  }

  private static String prices(PriceList list) {
    return SqlText.array(IntStream.range(0, list.size()).mapToObj(i -> price(list, i)).toList());
  }

  private static String price(PriceList list, int place) {
    Price price = list.price(place);
    UsageUnit unit = price.unit();
    List<Integer> parts =
        IntStream.range(0, place)
            .filter(part -> list.isPart(part, place))
            .mapToObj(i -> i + 1)
            .toList();
    return SqlText.tuple(
        SqlText.text(unit.key()),
        SqlText.array(covers(unit)),
        SqlText.array(parts),
        SqlText.array(meetingOf(unit)),
        SqlText.array(Arrays.stream(price.starts()).boxed().toList()),
        SqlText.array(Arrays.stream(price.rates()).map(Rate::nano).toList()),
        SqlText.array(Arrays.stream(price.rates()).map(Rate::per).toList()));
  }

  private static List<Integer> covers(UsageUnit unit) {
    return IntStream.rangeClosed(1, SQL_UNITS.size())
        .filter(i -> SQL_UNITS.get(i - 1) == unit || SQL_UNITS.get(i - 1).isPartOf(unit))
        .boxed()
        .toList();
  }

  /** The places of two units that share what {@code unit} counts; empty if it is itself known. */
  private static List<Integer> meetingOf(UsageUnit unit) {
    for (int i = 1; i <= SQL_UNITS.size() && !SQL_UNITS.contains(unit); i++) {
      for (int j = i + 1; j <= SQL_UNITS.size(); j++) {
        if (unit.isMeetingOfTwo(SQL_UNITS.get(i - 1).bit() | SQL_UNITS.get(j - 1).bit())) {
          return List.of(i, j);
        }
      }
    }
    return List.of();
  }
}
