/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

/** A rule on one text. */
interface TextRule {

  Outcome of(String text);

  /** Whether a score given to the beginning of a text holds for all of it. */
  default boolean holdsForLonger(double score) {
    return false;
  }
}
