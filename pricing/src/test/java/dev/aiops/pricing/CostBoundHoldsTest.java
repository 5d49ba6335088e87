/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.HostedTool;
import dev.aiops.pricing.CostBound.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the cap relies on: whatever a provider reports within the assumed tokens, at any time within
 * a day, costs at most the bound. Over every model of the catalogue, with usage that looks for the
 * dearest class and for the edges of tiers.
 */
class CostBoundHoldsTest {

  private static final long[] EDGES = {128_000, 200_000, 271_999, 512_000};
  private static final int FACTS_PER_MODEL = 4;
  private static final int USAGES_PER_BOUND = 12;

  private final PriceCatalogue catalogue = PriceCatalogue.bundled();
  private final CostBounds bounds = CostBounds.by(catalogue);
  private final SplittableRandom random = new SplittableRandom(20261126);
  private long compared;
  private long close;

  @Test
  void of_everyModel_isNeverBelowACostWithinItsTokens() {
    for (Provider provider : catalogue.book().providers()) {
      for (PricedModel model : provider.models()) {
        for (int i = 0; i < FACTS_PER_MODEL; i++) {
          tryOne(provider.id(), NameOf.matching(model.match()));
        }
      }
    }
    System.out.println("costs compared with their bound: " + compared + ", close: " + close);
    assertThat(compared).isGreaterThan(40_000);
    assertThat(close).as("costs of 99 % of their bound and more").isGreaterThan(2_000);
  }

  private void tryOne(String provider, String model) {
    Asked asked = new Asked(random);
    Instant at = aTime();
    CostBound bound = bounds.of(provider, null, model, at, asked.facts, 4_000, null);
    for (int i = 0; bound instanceof Bounded bounded && i < USAGES_PER_BOUND; i++) {
      Instant billed = at.plusMillis(random.nextLong(Duration.ofHours(24).toMillis() + 1));
      compare(provider, model, billed, asked, bounded);
    }
  }

  private void compare(String provider, String model, Instant at, Asked asked, Bounded bound) {
    Usage usage = usage(asked, bound, model.contains("claude") || provider.equals("anthropic"));
    Cost cost = catalogue.cost(new ModelUse(provider, null, model, at, usage));
    if (cost instanceof Cost.Known known) {
      long all = Saturated.multiply(known.nanoUsd(), asked.attempts);
      assertThat(all)
          .as("%s %s at %s: %s, bound %s", provider, model, at, usage, bound)
          .isLessThanOrEqualTo(bound.nanoUsd());
      compared++;
      close += all > bound.nanoUsd() / 100 * 99 ? 1 : 0;
    }
  }

  private Instant aTime() {
    Instant from = Instant.parse("2025-05-01T00:00:00Z");
    Instant rise = Instant.parse("2026-12-31T00:00:00Z");
    return random.nextInt(4) == 0
        ? rise.plusSeconds(random.nextLong(-3_600, 90_000))
        : from.plusSeconds(random.nextLong(Duration.ofDays(700).toSeconds()));
  }

  private Usage usage(Asked asked, Bounded bound, boolean isClaude) {
    Map<UsageUnit, Long> amounts = new EnumMap<>(UsageUnit.class);
    amounts.put(UsageUnit.INPUT_TOKENS, 0L);
    amounts.put(UsageUnit.OUTPUT_TOKENS, 0L);
    spread(amounts, asked.possible("input", isClaude), upTo(bound.inputTokens()));
    spread(amounts, asked.possible("output", isClaude), upTo(bound.outputTokens()));
    if (asked.searches > 0) {
      amounts.put(UsageUnit.WEB_SEARCHES, random.nextLong(asked.searches + 1));
    }
    return UsageCases.usage(amounts);
  }

  /** The most, an edge, or anything. */
  private long upTo(long most) {
    long edge = EDGES[random.nextInt(EDGES.length)] + random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> Math.min(most, edge);
      case 1 -> most == 0 ? 0 : random.nextLong(most);
      default -> most;
    };
  }

  /** Splits {@code tokens} among one to four classes; each counts in all it is part of. */
  private void spread(Map<UsageUnit, Long> amounts, List<UsageUnit> classes, long tokens) {
    long left = tokens;
    for (int i = random.nextInt(4); i > 0 && left > 0; i--) {
      long part = random.nextLong(left + 1);
      add(amounts, classes.get(random.nextInt(classes.size())), part);
      left -= part;
    }
    add(amounts, classes.get(random.nextInt(classes.size())), left);
  }

  private static void add(Map<UsageUnit, Long> amounts, UsageUnit unit, long tokens) {
    amounts.merge(unit, tokens, Long::sum);
    UnitLattice.wholes(unit).forEach(whole -> amounts.merge(whole, tokens, Long::sum));
  }

  /** Random facts, and what a provider can report of such a request. */
  private static final class Asked {
    final CallFacts facts;
    final long attempts;
    final long searches;
    private final boolean images;
    private final boolean audio;
    private final boolean files;
    private final boolean speaks;
    private final CacheMarker marker;

    Asked(SplittableRandom random) {
      images = random.nextInt(4) == 0;
      audio = random.nextInt(4) == 0;
      files = random.nextInt(4) == 0;
      speaks = random.nextBoolean();
      attempts = random.nextInt(1, 4);
      searches = random.nextInt(8) == 0 ? random.nextInt(1, 4) : 0;
      marker = List.of(CacheMarker.values()).get(random.nextInt(3));
      CallFacts.Builder builder =
          CallFacts.builder(random.nextLong(1L << random.nextInt(1, 22)))
              .messages(random.nextInt(40))
              .maxOutputTokens(random.nextInt(3) == 0 ? 0 : random.nextInt(1, 20_000))
              .choices(random.nextInt(1, 4))
              .attempts(attempts)
              .cacheMarker(marker);
      set(images, builder::images);
      set(audio, builder::audio);
      set(files, builder::files);
      set(speaks, builder::audioOutput);
      if (searches > 0) {
        builder.hostedTools(List.of(new HostedTool(UsageUnit.WEB_SEARCHES, searches)));
      }
      facts = builder.build();
    }

    private static void set(boolean holds, Runnable setter) {
      if (holds) {
        setter.run();
      }
    }

    List<UsageUnit> possible(String side, boolean isClaude) {
      List<UsageUnit> possible = new ArrayList<>();
      for (UsageUnit unit : UsageUnit.values()) {
        Set<String> words = unit.words();
        if (words.contains("tokens") && words.contains(side) && isPossible(words, isClaude)) {
          possible.add(unit);
        }
      }
      return possible;
    }

    private boolean isPossible(Set<String> words, boolean isClaude) {
      if (words.contains("output")) {
        return speaks || !words.contains("audio");
      }
      boolean mediaFit =
          files
              || ((images || !words.contains("image"))
                  && (audio || !words.contains("audio"))
                  && !words.contains("video"));
      boolean writes = words.contains("cache_write");
      boolean markerFits =
          !isClaude
              || !writes
              || marker == CacheMarker.HOUR
              || (marker == CacheMarker.SHORT && !words.contains("1h"));
      return mediaFit && markerFits;
    }
  }
}
