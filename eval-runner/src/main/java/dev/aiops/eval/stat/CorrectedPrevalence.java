/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Optional;

/**
 * How many items are really positive, from what an imperfect judge says of them and from how it did
 * on labelled ones.
 *
 * <p>The estimate is that of Rogan and Gladen (1978), its interval that of Lang and Reiczigel
 * (Preventive Veterinary Medicine 113, 2014), in which the labelled items are a sample, too.
 */
public final class CorrectedPrevalence {
  private final Proportion judged;
  private final Proportion found;
  private final Proportion passed;

  private CorrectedPrevalence(Proportion judged, Proportion found, Proportion passed) {
    this.judged = judged;
    this.found = found;
    this.passed = passed;
  }

  /**
   * The correction of {@code judged}, the share that the judge called positive. Empty where labels
   * of either kind are missing, or where the judge told no better than a coin.
   */
  public static Optional<CorrectedPrevalence> of(Proportion judged, Confusion labelled) {
    return labelled
        .truePositiveRate()
        .flatMap(
            found ->
                labelled
                    .trueNegativeRate()
                    .filter(passed -> found.value() + passed.value() > 1)
                    .map(passed -> new CorrectedPrevalence(judged, found, passed)));
  }

  /** The share that is positive, from 0 to 1. */
  public double value() {
    return within(corrected(judged.value(), found.value(), passed.value()));
  }

  /** The interval, within 0 and 1; {@code alpha} as in {@link Proportion#interval}. */
  public Interval interval(double alpha) {
    double z = StandardNormal.twoSidedQuantile(alpha);
    double n = judged.n() + z * z;
    double share = (judged.successes() + z * z / 2) / n;
    double sensitivity = smoothed(found);
    double specificity = smoothed(passed);
    double centre = corrected(share, sensitivity, specificity);
    double ofFound = centre * spread(found);
    double ofPassed = (1 - centre) * spread(passed);
    double variance = share * (1 - share) / n + centre * ofFound + (1 - centre) * ofPassed;
    double moved = centre + 2 * z * z * (ofFound - ofPassed);
    double half = z * Math.sqrt(variance) / Math.abs(sensitivity + specificity - 1);
    return new Interval(within(moved - half), within(moved + half));
  }

  private static double corrected(double share, double sensitivity, double specificity) {
    return (share + specificity - 1) / (sensitivity + specificity - 1);
  }

  private static double smoothed(Proportion rate) {
    return (rate.successes() + 1.0) / (rate.n() + 2);
  }

  private static double spread(Proportion rate) {
    return smoothed(rate) * (1 - smoothed(rate)) / (rate.n() + 2);
  }

  private static double within(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
