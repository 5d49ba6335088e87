/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Clusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scores of one evaluator in one arm. */
final class Sample {
  private final List<Scored> all;
  private final List<Scored> valued;

  Sample(List<Scored> all) {
    this.all = all;
    this.valued = all.stream().filter(score -> score.value().isPresent()).toList();
  }

  /** How many scores were tried. */
  int tried() {
    return all.size();
  }

  /** How many of them are no error. */
  int n() {
    return valued.size();
  }

  int errors() {
    return tried() - n();
  }

  List<Scored> valued() {
    return valued;
  }

  SortedSet<String> versions() {
    return all.stream().map(Scored::version).collect(Collectors.toCollection(TreeSet::new));
  }

  double[] values() {
    return valued.stream().mapToDouble(Sample::value).toArray();
  }

  long successes() {
    return valued.stream().filter(score -> value(score) == 1).count();
  }

  boolean hasEqualWeights() {
    return valued.stream().mapToDouble(Scored::weight).distinct().limit(2).count() < 2;
  }

  boolean hasClustersOfOne() {
    return clusterCount() == n();
  }

  long clusterCount() {
    return valued.stream().map(Scored::cluster).distinct().count();
  }

  /** Weighted sum and weight of each cluster. */
  Clusters clusters() {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Scored score : valued) {
      double[] sum = sums.computeIfAbsent(score.cluster(), cluster -> new double[2]);
      sum[0] += score.weight() * value(score);
      sum[1] += score.weight();
    }
    return clusters(sums.values());
  }

  /** Of each cluster its weighted mean: a conversation of a hundred runs counts once. */
  double[] clusterMeans() {
    Clusters clusters = clusters();
    double[] means = new double[clusters.count()];
    Arrays.setAll(means, i -> clusters.sums()[i] / clusters.weights()[i]);
    return means;
  }

  double mean() {
    return clusters().mean();
  }

  double median() {
    double[] sorted = values();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The scores of each kind of traffic. */
  SortedMap<String, Sample> strata() {
    Map<String, List<Scored>> parts = new TreeMap<>();
    for (Scored score : all) {
      parts.computeIfAbsent(score.stratum(), stratum -> new ArrayList<>()).add(score);
    }
    SortedMap<String, Sample> strata = new TreeMap<>();
    parts.forEach((stratum, scores) -> strata.put(stratum, new Sample(scores)));
    return strata;
  }

  double weight() {
    return valued.stream().mapToDouble(Scored::weight).sum();
  }

  static Clusters clusters(Collection<double[]> sumsAndWeights) {
    return new Clusters(
        sumsAndWeights.stream().mapToDouble(sum -> sum[0]).toArray(),
        sumsAndWeights.stream().mapToDouble(sum -> sum[1]).toArray());
  }

  static double value(Scored score) {
    return score.value().getAsDouble();
  }
}
