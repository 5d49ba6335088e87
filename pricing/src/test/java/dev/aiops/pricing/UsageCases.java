/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes usage for tests: random, but consistent as a provider's report should be. */
final class UsageCases {

  private static final long[] EDGES = {127_999, 128_000, 128_001, 199_999, 200_000, 200_001};
  private static final long[] MORE_EDGES = {271_998, 271_999, 272_000, 272_001, 512_000, 512_001};

  private final RandomGenerator random;

  UsageCases(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Amounts in some of {@code units}, and in all units that these are part of: every total is the
   * sum of what is below it.
   */
  Map<UsageUnit, Long> consistent(List<UsageUnit> units) {
    Map<UsageUnit, Long> amounts = new EnumMap<>(UsageUnit.class);
    amounts.put(UsageUnit.INPUT_TOKENS, 0L);
    amounts.put(UsageUnit.OUTPUT_TOKENS, 0L);
    for (UsageUnit unit : units) {
      if (unit != UsageUnit.REQUESTS && random.nextInt(4) > 0) {
        add(amounts, unit, amount(unit));
      }
    }
    if (random.nextInt(5) == 0) {
      raiseToEdge(amounts);
    }
    for (UsageUnit unit : List.copyOf(amounts.keySet())) {
      for (UsageUnit other : List.copyOf(amounts.keySet())) {
        UsageUnit meeting = UnitLattice.overlap(unit, other) ? UnitLattice.meet(unit, other) : unit;
        amounts.putIfAbsent(meeting == null ? unit : meeting, 0L);
      }
    }
    return amounts;
  }

  /** Amounts that mostly contradict each other. */
  Map<UsageUnit, Long> wild() {
    Map<UsageUnit, Long> amounts = new EnumMap<>(UsageUnit.class);
    List<UsageUnit> units = new ArrayList<>(List.of(UsageUnit.values()));
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      amounts.put(units.get(random.nextInt(units.size())), (long) random.nextInt(5_000));
    }
    return amounts;
  }

  static Usage usage(Map<UsageUnit, Long> amounts) {
    Usage.Builder usage = Usage.builder();
    amounts.forEach(usage::amount);
    return usage.build();
  }

  private void raiseToEdge(Map<UsageUnit, Long> amounts) {
    long[] edges = random.nextBoolean() ? EDGES : MORE_EDGES;
    long missing =
        edges[random.nextInt(edges.length)] - amounts.getOrDefault(UsageUnit.INPUT_TOKENS, 0L);
    if (missing > 0) {
      add(amounts, UsageUnit.INPUT_TOKENS, missing);
    }
  }

  private static void add(Map<UsageUnit, Long> amounts, UsageUnit unit, long amount) {
    amounts.merge(unit, amount, Long::sum);
    UnitLattice.wholes(unit).forEach(whole -> amounts.merge(whole, amount, Long::sum));
  }

  private long amount(UsageUnit unit) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> random.nextLong(1, 4);
      case 2 -> random.nextLong(1_000_000);
      case 3 -> unit.words().contains("tokens") ? random.nextLong(200_000_000) : 1;
      default -> random.nextLong(20_000);
    };
  }
}
