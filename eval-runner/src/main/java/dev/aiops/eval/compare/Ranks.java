/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Dominance;
import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.SampleSize;
import java.util.Arrays;

/** Cliff's delta of two samples, each cluster by its mean. */
record Ranks(double effect, double p, Dominance open, long n) implements Evidence {

  static Ranks of(Sample reference, Sample candidate) {
    double[] before = reference.clusterMeans();
    double[] after = candidate.clusterMeans();
    return new Ranks(
        Dominance.of(before, after).delta(),
        Dominance.mannWhitneyP(before, after),
        Dominance.of(withEnds(before), withEnds(after)),
        candidate.n());
  }

  @Override
  public String method() {
    return "two samples: Mann-Whitney corrected for ties, Cliff's delta";
  }

  @Override
  public Interval interval(double alpha) {
    Interval interval = open.interval(alpha);
    return new Interval(Math.min(effect, interval.low()), Math.max(effect, interval.high()));
  }

  @Override
  public long needed(SampleSize size, double change) {
    return size.scaled(n, Math.sqrt(open.variance()), change);
  }

  /** One more value below all and one above all: few equal values do not pass for certainty. */
  private static double[] withEnds(double[] values) {
    double[] open = Arrays.copyOf(values, values.length + 2);
    open[values.length] = Double.NEGATIVE_INFINITY;
    open[values.length + 1] = Double.POSITIVE_INFINITY;
    return open;
  }
}
