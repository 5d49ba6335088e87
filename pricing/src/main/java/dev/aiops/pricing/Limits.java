/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

/**
 * How many tokens a model takes and gives; 0 is unknown.
 *
 * @param input the longest prompt that the provider accepts
 * @param output the longest answer, reasoning included
 * @param fastThousandths what a call at a priority tier costs at most, in thousandths of its
 *     standard price
 */
record Limits(long input, long output, long fastThousandths) {

  static final Limits UNKNOWN = new Limits(0, 0, 0);

  /** Where two sources differ, the larger figure is the one that can apply. */
  Limits largest(Limits other) {
    return new Limits(
        Math.max(input, other.input),
        Math.max(output, other.output),
        Math.max(fastThousandths, other.fastThousandths));
  }

  /** These figures, and {@code others} for those that are unknown. */
  Limits orElse(Limits others) {
    return new Limits(
        input == 0 ? others.input : input,
        output == 0 ? others.output : output,
        fastThousandths == 0 ? others.fastThousandths : fastThousandths);
  }
}
