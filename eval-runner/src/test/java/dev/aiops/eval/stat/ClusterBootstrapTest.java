/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

  @Test
  void mean_ofSingles_spreadsAsTheNormalLawSays() {
    double[] values = new SplittableRandom(1).doubles(2_000).toArray();
    Interval interval = bootstrap().mean(Clusters.ofSingles(values), 0, 1).interval(0.05);

    double standardError = Math.sqrt(1 / 12.0 / 2_000);
    assertThat(interval.high() - interval.low())
        .isCloseTo(2 * 1.96 * standardError, within(0.12 * standardError * 3.92));
  }

  /** Ten equal values a cluster are one value, not ten: the error is the root of ten larger. */
  @Test
  void mean_ofClusters_countsClustersAndNotValues() {
    double[] values = new SplittableRandom(2).doubles(400).toArray();
    Clusters tens =
        new Clusters(
            Arrays.stream(values).map(value -> 10 * value).toArray(),
            Arrays.stream(values).map(value -> 10).toArray());

    Interval ofTens = bootstrap().mean(tens, 0, 1).interval(0.05);
    Interval ofOnes = bootstrap().mean(Clusters.ofSingles(values), 0, 1).interval(0.05);

    assertThat(ofTens.low()).isCloseTo(ofOnes.low(), within(1e-12));
    assertThat(ofTens.high()).isCloseTo(ofOnes.high(), within(1e-12));
  }

  @Test
  void mean_ofManyClusters_hasTheSameSpreadInGroups() {
    double[] values = new SplittableRandom(3).doubles(200_000).toArray();
    Bootstrapped mean = bootstrap().mean(Clusters.ofSingles(values), 0, 1);
    Interval interval = mean.interval(0.05);

    double standardError = Math.sqrt(1 / 12.0 / 200_000);
    assertThat(mean.value()).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-9));
    assertThat(interval.high() - interval.low())
        .isCloseTo(3.92 * standardError, within(0.12 * 3.92 * standardError));
  }

  @Test
  void mean_ofTheSameSeed_isTheSame() {
    Clusters clusters = Clusters.ofSingles(new SplittableRandom(9).doubles(50).toArray());

    assertThat(new ClusterBootstrap(5).mean(clusters, 0, 1).interval(0.05))
        .isEqualTo(new ClusterBootstrap(5).mean(clusters, 0, 1).interval(0.05))
        .isNotEqualTo(new ClusterBootstrap(6).mean(clusters, 0, 1).interval(0.05));
  }

  @Test
  void mean_ofEqualValues_isNotCertain() {
    double[] full = new double[20];
    Arrays.fill(full, 1);
    Bootstrapped same = bootstrap().mean(Clusters.ofSingles(full), 0, 1);

    assertThat(same.value()).isEqualTo(1);
    assertThat(same.interval(0.05).low()).isLessThan(0.95);
  }

  @Test
  void interval_ofADifference_coversTheTruth() {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    for (int i = 0; i < 400; i++) {
      ClusterBootstrap bootstrap = new ClusterBootstrap(i);
      Bootstrapped before = bootstrap.mean(conversations(random, 0.8), 0, 1);
      Bootstrapped after = bootstrap.mean(conversations(random, 0.7), 0, 1);
      covered += after.minus(before).interval(0.05).contains(-0.1) ? 1 : 0;
    }
    assertThat(covered).isBetween(368, 394);
  }

  @Test
  void p_ofADifference_isWhereTheIntervalTouchesZero() {
    Bootstrapped mean = bootstrap().meanDifference(Clusters.ofSingles(0.1, 0.2, 0.1, 0, 0.1), 0, 1);
    Interval interval = mean.interval(mean.p());

    assertThat(mean.value()).isPositive();
    assertThat(interval.low()).isCloseTo(0, within(1e-9));
  }

  @Test
  void plusAndTimes_ofIndependentParts_combineTheirSpread() {
    double[] values = new SplittableRandom(4).doubles(500).toArray();
    ClusterBootstrap bootstrap = bootstrap();
    Bootstrapped first = bootstrap.mean(Clusters.ofSingles(values), 0, 1);
    Bootstrapped second = bootstrap.mean(Clusters.ofSingles(values), 0, 1);
    Bootstrapped half = first.times(0.5).plus(second.times(0.5));

    assertThat(half.value()).isCloseTo(first.value(), within(1e-12));
    assertThat(width(half) / width(first)).isCloseTo(Math.sqrt(0.5), within(0.06));
  }

  @Test
  void clusters_withoutAnyOrWithoutWeight_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(Clusters::ofSingles);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Clusters(new double[] {1}, new double[] {0}));
  }

  /** Sixty conversations of one to five runs that succeed alike within a conversation. */
  private static Clusters conversations(SplittableRandom random, double mean) {
    double[] sums = new double[60];
    double[] weights = new double[60];
    for (int i = 0; i < 60; i++) {
      double share = Math.min(1, Math.max(0, mean + (random.nextDouble() - 0.5) * 0.4));
      weights[i] = 1 + random.nextInt(5);
      sums[i] = random.doubles((long) weights[i]).filter(value -> value < share).count();
    }
    return new Clusters(sums, weights);
  }

  private static double width(Bootstrapped estimate) {
    Interval interval = estimate.interval(0.05);
    return interval.high() - interval.low();
  }

  private static ClusterBootstrap bootstrap() {
    return new ClusterBootstrap(42);
  }
}
