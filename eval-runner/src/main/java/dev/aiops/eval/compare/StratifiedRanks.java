/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.SampleSize;
import dev.aiops.eval.stat.StandardNormal;

/** Cliff's delta within each kind of traffic, put together by the mix of both arms. */
record StratifiedRanks(double effect, double standardError, long n) implements Evidence {

  static StratifiedRanks of(TrafficMix mix) {
    double effect = 0;
    double variance = 0;
    for (TrafficMix.Part part : mix.parts()) {
      Ranks ranks = Ranks.of(part.reference(), part.candidate());
      effect += part.share() * ranks.effect();
      variance += part.share() * part.share() * ranks.open().variance();
    }
    return new StratifiedRanks(effect, Math.sqrt(variance), mix.candidates());
  }

  @Override
  public String method() {
    return "two samples by stratum: Cliff's delta";
  }

  @Override
  public double p() {
    return StandardNormal.twoSidedTail(effect / standardError);
  }

  @Override
  public Interval interval(double alpha) {
    double half = StandardNormal.twoSidedQuantile(alpha) * standardError;
    return new Interval(effect - half, effect + half);
  }

  @Override
  public long needed(SampleSize size, double change) {
    return size.scaled(n, standardError, change);
  }
}
