/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.OptionalDouble;

/**
 * One score of one evaluator. A verdict of UNKNOWN and an evaluator that was not applicable are no
 * scores: they are left out by whoever reads them.
 *
 * @param item what was scored: the same in both arms where the same case ran twice, such as a case
 *     of a dataset; else the run
 * @param cluster what the item is not independent of, such as its conversation or user; the item
 *     itself where it stands alone
 * @param evaluator the evaluator's name
 * @param version its version: scores of two versions are not compared
 * @param value the score; empty where the evaluator failed, which is never a score of 0
 * @param stratum the kind of traffic, such as the agent or the route; empty text where there is one
 *     kind only
 * @param weight how many items this one stands for, above 0: one by its chance of being sampled
 */
public record Scored(
    String item,
    String cluster,
    String evaluator,
    String version,
    OptionalDouble value,
    String stratum,
    double weight) {

  /** Throws {@link IllegalArgumentException} for a value or weight that is no usable number. */
  public Scored {
    if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException(
          "the score of " + item + " by " + evaluator + " is no finite number; make it an error");
    }
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          "the weight of " + item + " by " + evaluator + " is not above 0: " + weight);
    }
  }

  /** A score that stands for itself, of the only kind of traffic. */
  public static Scored of(String item, String evaluator, String version, double value) {
    return new Scored(item, item, evaluator, version, OptionalDouble.of(value), "", 1);
  }

  /** An evaluator that failed on an item. */
  public static Scored failed(String item, String evaluator, String version) {
    return new Scored(item, item, evaluator, version, OptionalDouble.empty(), "", 1);
  }
}
