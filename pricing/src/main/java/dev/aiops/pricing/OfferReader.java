/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import dev.aiops.pricing.PricedModel.Offer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a price line: conditions, then figures by price key. */
final class OfferReader {

  private static final Pattern FIGURE = Pattern.compile("\\d{1,7}(\\.\\d{1,12})?");
  private static final Pattern START = Pattern.compile("\\d{1,12}");

  private final Problems problems;
  private final Map<String, Rate> rates = new HashMap<>();

  private final Set<Set<UsageUnit>> closed = new HashSet<>();

  OfferReader(Problems problems) {
    this.problems = problems;
  }

  Offer read(Entry entry) {
    Condition condition = new Condition.Always();
    PriceList named = null;
    Map<UsageUnit, Price> prices = new EnumMap<>(UsageUnit.class);
    int conditions = 0;
    for (String word : entry.words()) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      String value = word.substring(equals + 1);
      switch (key) {
        case "free" -> named = PriceList.FREE;
        case "unknown" -> named = PriceList.UNKNOWN;
        case Plausibility.UNUSUAL -> {} // read by Plausibility
        case "from", "daily" -> {
          condition = key.equals("from") ? from(entry, value) : daily(entry, value);
          conditions++;
        }
        default -> addPrice(entry, key, value, prices);
      }
    }
    if (conditions > 1) {
      problems.add(entry, "a price line has one condition: from or daily");
    }
    return new Offer(condition, list(entry, named, prices));
  }

  private PriceList list(Entry entry, @Nullable PriceList named, Map<UsageUnit, Price> prices) {
    if (named != null ? !prices.isEmpty() : prices.isEmpty()) {
      problems.add(
          entry, "a price line has figures, or one of the words free and unknown in their place");
    }
    if (named != null) {
      return named;
    }
    checkClosed(entry, prices);
    return PriceList.of(List.copyOf(prices.values()));
  }

  private void checkClosed(Entry entry, Map<UsageUnit, Price> prices) {
    Set<UsageUnit> units = EnumSet.copyOf(prices.keySet());
    if (closed.contains(units)) {
      return; // lines repeat the same few sets of keys, and finding what units share is slow
    }
    Map<UsageUnit, String> missing = missing(units);
    missing.forEach((unit, why) -> problems.add(entry, unit.priceKey() + " is missing: " + why));
    if (missing.isEmpty()) {
      closed.add(units);
    }
  }

  private static Map<UsageUnit, String> missing(Set<UsageUnit> units) {
    Map<UsageUnit, String> wanted = new EnumMap<>(UsageUnit.class);
    for (UsageUnit unit : units) {
      for (UsageUnit whole : UnitLattice.wholes(unit)) {
        wanted.put(whole, unit.priceKey() + " is part of it");
      }
      for (UsageUnit other : units) {
        UsageUnit meeting = UnitLattice.overlap(unit, other) ? UnitLattice.meet(unit, other) : null;
        if (meeting != null) {
          wanted.put(meeting, unit.priceKey() + " and " + other.priceKey() + " share it");
        }
      }
    }
    wanted.keySet().removeAll(units);
    return wanted;
  }

  private void addPrice(Entry entry, String key, String value, Map<UsageUnit, Price> prices) {
    UsageUnit unit = UnitLattice.ofPriceKey(key);
    if (unit == null || value.equals(key)) {
      problems.add(
          entry, key, "unknown price " + key + ": expected KEY=USD with a key such as input_mtok");
    } else if (prices.put(unit, price(entry, unit, value)) != null) {
      problems.add(entry, key, key + " is there twice");
    }
  }

  private Price price(Entry entry, UsageUnit unit, String value) {
    String[] tiers = value.split(",", -1);
    List<Rate> tierRates = new ArrayList<>(tiers.length);
    long[] starts = new long[tiers.length - 1];
    tierRates.add(rate(entry, unit, tiers[0]));
    for (int i = 1; i < tiers.length; i++) {
      int colon = Math.max(0, tiers[i].indexOf(':'));
      starts[i - 1] = start(entry, tiers[i], tiers[i].substring(0, colon));
      tierRates.add(rate(entry, unit, tiers[i].substring(Math.min(colon + 1, tiers[i].length()))));
      if (i > 1 && starts[i - 1] <= starts[i - 2]) {
        problems.add(entry, tiers[i], "tiers rise: sort them by their first number");
      }
    }
    return new Price(unit, starts, tierRates.toArray(new Rate[0]));
  }

  private long start(Entry entry, String tier, String text) {
    if (START.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    problems.add(entry, tier, "a tier is TOKENS:USD, as in input_mtok=1.25,200000:2.5");
    return 0;
  }

  private Rate rate(Entry entry, UsageUnit unit, String figure) {
    Rate known = rates.get(figure + "/" + unit.per());
    if (known != null) {
      return known; // figures repeat: one object for all keeps the heap small
    }
    if (figure.equals("free")) {
      return new Rate(0, 1);
    }
    if (!FIGURE.matcher(figure).matches()) {
      problems.add(
          entry, figure, "not a price in USD: a plain number of at most 12 decimals, or free");
      return new Rate(0, 1);
    }
    Rate rate = Rate.of(new BigDecimal(figure), unit.per());
    if (rate.isZero()) {
      problems.add(entry, figure, "zero is not a price: write " + unit.priceKey() + "=free");
    } else {
      rates.put(figure + "/" + unit.per(), rate);
    }
    return rate;
  }

  private Condition from(Entry entry, String date) {
    try {
      return new Condition.From(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      problems.add(entry, date, "from is a UTC day, as in from=2026-12-01");
      return new Condition.From(Instant.MAX);
    }
  }

  private Condition daily(Entry entry, String times) {
    String[] ends = times.split("/", -1);
    try {
      if (ends.length == 2) {
        return new Condition.Daily(millisOfDay(ends[0]), millisOfDay(ends[1]));
      }
    } catch (DateTimeException e) {
      // told below
    }
    problems.add(entry, times, "daily is two times of day, as in daily=16:30:00Z/00:30:00Z");
    return new Condition.Daily(0, 0);
  }

  private static long millisOfDay(String time) {
    OffsetTime utc = OffsetTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC);
    return utc.toLocalTime().toNanoOfDay() / 1_000_000;
  }
}
