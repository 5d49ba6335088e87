/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.stat;

import java.util.Optional;

/**
 * What a judge said of items whose truth people have labelled.
 *
 * @param truePositives positive, and the judge said so
 * @param falseNegatives positive, and the judge said negative
 * @param falsePositives negative, and the judge said positive
 * @param trueNegatives negative, and the judge said so
 */
public record Confusion(
    long truePositives, long falseNegatives, long falsePositives, long trueNegatives) {

  /** Throws {@link IllegalArgumentException} for a count below 0. */
  public Confusion {
    if (Math.min(Math.min(truePositives, falseNegatives), Math.min(falsePositives, trueNegatives))
        < 0) {
      throw new IllegalArgumentException("counts are 0 or more");
    }
  }

  /** The share of positive items that the judge found; empty where there is none. */
  public Optional<Proportion> truePositiveRate() {
    return rate(truePositives, falseNegatives);
  }

  /** The share of negative items that the judge let pass; empty where there is none. */
  public Optional<Proportion> trueNegativeRate() {
    return rate(trueNegatives, falsePositives);
  }

  /** How far judge and people agree; empty where all labels are one and the same. */
  public Optional<Kappa> kappa() {
    return Kappa.of(
        new long[][] {{truePositives, falseNegatives}, {falsePositives, trueNegatives}});
  }

  private static Optional<Proportion> rate(long right, long wrong) {
    return right + wrong == 0
        ? Optional.empty()
        : Optional.of(new Proportion(right, right + wrong));
  }
}
