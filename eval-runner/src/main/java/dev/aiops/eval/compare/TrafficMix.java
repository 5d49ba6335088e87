/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hipparchus.stat.inference.ChiSquareTest;

/**
 * Which kinds of traffic the two arms hold, and in which shares.
 *
 * @param parts those that both arms hold enough of to be compared
 * @param moved whether the shares differ beyond chance
 * @param missing the larger share of an arm that is of other kinds, from 0 to 1
 */
record TrafficMix(List<Part> parts, boolean moved, double missing) {
  private static final double MOVED = 0.01;

  /**
   * One kind of traffic.
   *
   * @param share its mean share in the two arms, all parts together 1
   */
  record Part(String stratum, double share, Sample reference, Sample candidate) {}

  static TrafficMix of(Sample reference, Sample candidate) {
    SortedMap<String, Sample> before = reference.strata();
    SortedMap<String, Sample> after = candidate.strata();
    List<Part> parts = new ArrayList<>();
    double heldBefore = 0;
    double heldAfter = 0;
    for (String stratum : before.keySet()) {
      Sample of = before.get(stratum);
      Sample with = after.getOrDefault(stratum, new Sample(List.of()));
      if (of.clusterCount() >= 2 && with.clusterCount() >= 2) {
        double shareBefore = of.weight() / reference.weight();
        double shareAfter = with.weight() / candidate.weight();
        heldBefore += shareBefore;
        heldAfter += shareAfter;
        parts.add(new Part(stratum, (shareBefore + shareAfter) / 2, of, with));
      }
    }
    return new TrafficMix(toOne(parts), moved(before, after), 1 - Math.min(heldBefore, heldAfter));
  }

  long candidates() {
    return parts.stream().mapToLong(part -> part.candidate().n()).sum();
  }

  private static List<Part> toOne(List<Part> parts) {
    double sum = parts.stream().mapToDouble(Part::share).sum();
    return parts.stream()
        .map(
            part ->
                new Part(part.stratum(), part.share() / sum, part.reference(), part.candidate()))
        .toList();
  }

  private static boolean moved(SortedMap<String, Sample> before, SortedMap<String, Sample> after) {
    SortedSet<String> strata = new TreeSet<>(before.keySet());
    strata.addAll(after.keySet());
    return strata.size() > 1
        && new ChiSquareTest()
                .chiSquareTest(new long[][] {counts(strata, before), counts(strata, after)})
            < MOVED;
  }

  private static long[] counts(SortedSet<String> strata, SortedMap<String, Sample> samples) {
    return strata.stream()
        .mapToLong(stratum -> samples.containsKey(stratum) ? samples.get(stratum).tried() : 0)
        .toArray();
  }
}
