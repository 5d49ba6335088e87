/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One of the times that a judge was asked. */
sealed interface Vote {

  /** What asking cost, in USD; null where that is unknown. */
  @Nullable BigDecimal costUsd();

  /** A verdict came of it. */
  record Cast(Verdict verdict, @Nullable BigDecimal costUsd) implements Vote {}

  /** None did. */
  record Spoilt(String why, @Nullable BigDecimal costUsd) implements Vote {}
}
