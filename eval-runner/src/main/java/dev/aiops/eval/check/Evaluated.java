/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What came of an evaluation, and what it took.
 *
 * @param outcome what came of it
 * @param label the judge's word; empty from code
 * @param costUsd what judging cost, in USD; 0 from code, null where it is unknown
 * @param traceId trace of the evaluation itself; empty where it has none
 */
public record Evaluated(
    Outcome outcome, String label, @Nullable BigDecimal costUsd, String traceId) {

  /** By code, which costs nothing. */
  public static Evaluated byCode(Outcome outcome) {
    return new Evaluated(outcome, "", BigDecimal.ZERO, "");
  }

  /** The same with another outcome. */
  public Evaluated with(Outcome other) {
    return new Evaluated(other, label, costUsd, traceId);
  }
}
