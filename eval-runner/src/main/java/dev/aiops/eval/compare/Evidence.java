/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Interval;
import dev.aiops.eval.stat.SampleSize;

/** What the scores say of a change, before anybody decides. */
interface Evidence {

  /** How it was found, for a reader. */
  String method();

  /** Candidate less reference, in the unit of the scale. */
  double effect();

  /** Two-sided, of no change. */
  double p();

  /** Of the effect, {@code alpha} of such intervals may miss. */
  Interval interval(double alpha);

  /** What {@link #needed} counts: scores of the candidate, or pairs. */
  long n();

  /**
   * How many find a change by {@code change}.
   *
   * @param change signed as the effect is, not 0
   */
  long needed(SampleSize size, double change);
}
