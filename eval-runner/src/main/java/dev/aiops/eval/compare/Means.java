/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Bootstrapped;
import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.SampleSize;
import dev.aiops.eval.stat.StandardNormal;

/**
 * A difference of means by the cluster bootstrap.
 *
 * @param design paired or two samples
 * @param difference candidate less reference
 * @param n scores of the candidate, or pairs
 */
record Means(String design, Bootstrapped difference, long n) implements Evidence {

  @Override
  public String method() {
    return design + ": cluster bootstrap of the mean";
  }

  @Override
  public double effect() {
    return difference.value();
  }

  @Override
  public double p() {
    return difference.p();
  }

  @Override
  public Interval interval(double alpha) {
    return difference.interval(alpha);
  }

  @Override
  public long needed(SampleSize size, double change) {
    Interval usual = interval(0.05);
    double standardError =
        (usual.high() - usual.low()) / (2 * StandardNormal.twoSidedQuantile(0.05));
    return size.scaled(n, standardError, change);
  }
}
