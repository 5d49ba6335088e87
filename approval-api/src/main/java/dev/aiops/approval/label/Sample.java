/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.util.List;

/**
 * What of a judge's is to be labelled next.
 *
 * @param evaluator name of the judge
 * @param labelled how many targets people have labelled by its criterion
 * @param next some that nobody has, as they come by a hash: a sample of all, whatever the judge
 *     said of them, or figures made of it would not hold for all
 */
public record Sample(String evaluator, long labelled, List<Target> next) {

  /** A target, and the run that it is of. */
  public record Target(Criterion about, String run) {}

  public Sample {
    next = List.copyOf(next);
  }
}
