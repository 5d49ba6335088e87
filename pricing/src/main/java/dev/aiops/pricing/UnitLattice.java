/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which units are part of which, and where two of them meet. */
final class UnitLattice {

  private static final List<Set<String>> DIMENSIONS =
      List.of(
          Set.of("input", "output"),
          Set.of("text", "audio", "image", "video"),
          Set.of("cache_read", "cache_write", "reasoning", "citation", "tool"),
          Set.of("5m", "1h"),
          Set.of("code_execution", "social_search", "storage_search", "web_search"),
          Set.of("annotated"));

  private static final UsageUnit[] UNITS = UsageUnit.values();
  private static final Map<String, Long> WORD_BITS = new HashMap<>();
  private static final long[] DIMENSION_BITS = new long[DIMENSIONS.size()];
  private static final long[] WORDS = new long[UNITS.length]; // for each unit, its words as bits
  private static final Map<Long, UsageUnit> BY_WORDS = new HashMap<>();
  private static final Map<String, UsageUnit> BY_PRICE_KEY = new HashMap<>();
  private static final long[] PARTS = new long[UNITS.length];
  private static final long[][] PAIRS = new long[UNITS.length][0];

  static {
    for (int i = 0; i < DIMENSION_BITS.length; i++) {
      DIMENSION_BITS[i] = bits(DIMENSIONS.get(i));
    }
    for (UsageUnit unit : UNITS) {
      WORDS[unit.index()] = bits(unit.words());
      BY_WORDS.put(words(unit), unit);
      BY_PRICE_KEY.put(unit.priceKey(), unit);
    }
    for (UsageUnit whole : UNITS) {
      for (UsageUnit part : UNITS) {
        boolean isPart = part != whole && (words(part) & words(whole)) == words(whole);
        PARTS[whole.index()] |= isPart ? part.bit() : 0;
      }
    }
    for (UsageUnit unit : UNITS) {
      PAIRS[unit.index()] = pairs(unit);
    }
  }

  private UnitLattice() {}

  static long partBits(UsageUnit whole) {
    return PARTS[whole.index()];
  }

  static @Nullable UsageUnit ofPriceKey(String priceKey) {
    return BY_PRICE_KEY.get(priceKey);
  }

  static boolean isMeetingOfTwo(UsageUnit unit, long units) {
    for (long pair : PAIRS[unit.index()]) {
      if ((units & pair) == pair) {
        return true;
      }
    }
    return false;
  }

  /** The units that {@code unit} is part of. */
  static List<UsageUnit> wholes(UsageUnit unit) {
    List<UsageUnit> wholes = new ArrayList<>();
    for (UsageUnit other : UNITS) {
      if (unit.isPartOf(other)) {
        wholes.add(other);
      }
    }
    return wholes;
  }

  /** Whether one and the same token can count in both units. */
  static boolean overlap(UsageUnit one, UsageUnit other) {
    long both = words(one) | words(other);
    long families = both;
    for (long values : DIMENSION_BITS) {
      if (Long.bitCount(both & values) > 1) {
        return false;
      }
      families &= ~values;
    }
    return Long.bitCount(families) == 1;
  }

  /** The unit of what counts in both, or null where the registry has none. */
  static @Nullable UsageUnit meet(UsageUnit one, UsageUnit other) {
    return BY_WORDS.get(words(one) | words(other));
  }

  private static long[] pairs(UsageUnit meeting) {
    List<UsageUnit> wholes = wholes(meeting);
    List<Long> pairs = new ArrayList<>();
    for (UsageUnit one : wholes) {
      for (UsageUnit other : wholes) {
        boolean first = one.index() < other.index() && !one.isPartOf(other) && !other.isPartOf(one);
        if (first && meet(one, other) == meeting) {
          pairs.add(one.bit() | other.bit());
        }
      }
    }
    return pairs.stream().mapToLong(Long::longValue).toArray();
  }

  private static long words(UsageUnit unit) {
    return WORDS[unit.index()];
  }

  private static long bits(Set<String> words) {
    long bits = 0;
    for (String word : words) {
      bits |= WORD_BITS.computeIfAbsent(word, added -> 1L << WORD_BITS.size());
    }
    return bits;
  }
}
