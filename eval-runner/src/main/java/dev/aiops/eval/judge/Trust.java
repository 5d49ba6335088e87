/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

/**
 * From when on a judge is trusted to stop a release.
 *
 * @param kappa the least agreement with people beyond chance, above 0 and at most 1
 * @param labels the least number of targets that both have labelled, at least 2
 */
public record Trust(double kappa, int labels) {

  /** Substantial agreement by the scale of Landis and Koch (1977), known within about 0.15. */
  public static final Trust USUAL = new Trust(0.6, 100);

  /** Fails on what would trust anybody. */
  public Trust {
    if (!(kappa > 0 && kappa <= 1) || labels < 2) {
      throw new IllegalArgumentException(
          "a judge is trusted from a kappa above 0 and two labels on, got "
              + kappa
              + ", "
              + labels);
    }
  }
}
