/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Clusters;
import dev.aiops.eval.stat.PairedProportions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items that both arms scored, an item that was scored several times by its mean.
 *
 * @param pairs one an item
 * @param dropped items of either arm that the other lacks
 */
record Pairing(List<Pair> pairs, long dropped) {
  private static final double NEARLY_ALL = 0.95;

  /** One item. Its cluster and weight are those in the reference. */
  record Pair(String cluster, double weight, double before, double after) {
    double difference() {
      return after - before;
    }
  }

  private record Mean(Scored first, double value) {}

  /** Empty where either arm lacks more than 5 % of the other's items: these are two samples. */
  static Optional<Pairing> of(Sample reference, Sample candidate) {
    Map<String, Mean> before = byItem(reference);
    Map<String, Mean> after = byItem(candidate);
    List<Pair> pairs = new ArrayList<>();
    before.forEach(
        (item, mean) -> {
          if (after.containsKey(item)) {
            pairs.add(pair(mean, after.get(item).value()));
          }
        });
    boolean same = pairs.size() >= NEARLY_ALL * Math.max(before.size(), after.size());
    return same
        ? Optional.of(new Pairing(pairs, before.size() + after.size() - 2L * pairs.size()))
        : Optional.empty();
  }

  boolean hasClustersOfOne() {
    return differences().count() == pairs.size();
  }

  boolean hasEqualWeights() {
    return pairs.stream().mapToDouble(Pair::weight).distinct().limit(2).count() < 2;
  }

  boolean isOfWholes() {
    return pairs.stream().allMatch(pair -> isWhole(pair.before()) && isWhole(pair.after()));
  }

  /** Weighted sum of the differences and weight of each cluster. */
  Clusters differences() {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      double[] sum = sums.computeIfAbsent(pair.cluster(), cluster -> new double[2]);
      sum[0] += pair.weight() * pair.difference();
      sum[1] += pair.weight();
    }
    return Sample.clusters(sums.values());
  }

  /** How many clusters became higher and lower. */
  PairedProportions changes() {
    double[] sums = differences().sums();
    return new PairedProportions(
        Arrays.stream(sums).filter(sum -> sum > 0).count(),
        Arrays.stream(sums).filter(sum -> sum < 0).count(),
        sums.length);
  }

  private static boolean isWhole(double value) {
    return value == 0 || value == 1;
  }

  private static Pair pair(Mean before, double after) {
    Scored first = before.first();
    return new Pair(first.cluster(), first.weight(), before.value(), after);
  }

  private static Map<String, Mean> byItem(Sample sample) {
    Map<String, List<Scored>> scores = new LinkedHashMap<>();
    for (Scored score : sample.valued()) {
      scores.computeIfAbsent(score.item(), item -> new ArrayList<>(1)).add(score);
    }
    Map<String, Mean> means = new LinkedHashMap<>();
    scores.forEach(
        (item, ofItem) ->
            means.put(
                item,
                new Mean(
                    ofItem.get(0),
                    ofItem.stream().mapToDouble(Sample::value).average().orElseThrow())));
    return means;
  }
}
