/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.aiops.eval.check.JudgeCost;

/** One of the times that a judge was asked. */
sealed interface Vote {

  /** What asking cost. */
  JudgeCost cost();

  /** A verdict came of it. */
  record Cast(Verdict verdict, JudgeCost cost) implements Vote {}

  /** None did. */
  record Spoilt(String why, JudgeCost cost) implements Vote {}
}
