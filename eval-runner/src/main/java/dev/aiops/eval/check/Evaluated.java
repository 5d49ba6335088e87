/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

/**
 * What came of an evaluation, and what it took.
 *
 * @param outcome what came of it
 * @param label the judge's word; empty from code
 * @param cost what judging cost; nothing from code
 * @param traceId trace of the evaluation itself; empty where it has none
 */
public record Evaluated(Outcome outcome, String label, JudgeCost cost, String traceId) {

  /** By code, which costs nothing. */
  public static Evaluated byCode(Outcome outcome) {
    return new Evaluated(outcome, "", JudgeCost.NOTHING, "");
  }

  /** The same with another outcome. */
  public Evaluated with(Outcome other) {
    return new Evaluated(other, label, cost, traceId);
  }
}
