/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.PairedProportions;
import dev.aiops.eval.stat.SampleSize;

/** The same items in both arms, each higher, lower or the same. */
record PairedRates(PairedProportions pairs) implements Evidence {

  @Override
  public String method() {
    return "paired: McNemar mid-p, interval of Bonett and Price";
  }

  @Override
  public double effect() {
    return pairs.difference();
  }

  @Override
  public double p() {
    return pairs.midP();
  }

  @Override
  public Interval interval(double alpha) {
    return pairs.interval(alpha);
  }

  @Override
  public long n() {
    return pairs.n();
  }

  @Override
  public long needed(SampleSize size, double change) {
    double difference = Math.abs(change);
    return size.paired(Math.max(pairs.discordant(), difference), difference);
  }
}
