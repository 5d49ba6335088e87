/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.Newcombe;
import dev.aiops.eval.stat.SampleSize;

/** Shares of two independent samples. */
record TwoRates(Newcombe rates) implements Evidence {

  @Override
  public String method() {
    return "two samples: Newcombe's interval of the difference of two rates";
  }

  @Override
  public double effect() {
    return rates.difference();
  }

  @Override
  public double p() {
    return rates.p();
  }

  @Override
  public Interval interval(double alpha) {
    return rates.interval(alpha);
  }

  @Override
  public long n() {
    return rates.candidate().n();
  }

  @Override
  public long needed(SampleSize size, double change) {
    double now = rates.reference().value();
    double ratio = (double) rates.reference().n() / n();
    double changed = now + change;
    return size.independent(now, changed < 0 || changed > 1 ? now - change : changed, ratio);
  }
}
