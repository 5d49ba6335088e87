/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.util.Locale;

/** Why a budget refuses a call. Named as on refused spans. */
enum Rule {
  /** Its model has no known price, and the budget no ceiling for such. */
  UNKNOWN_PRICE,
  /** It alone is dearer than a lease may be. */
  ABOVE_MAX_LEASE,
  /** Its run called a tool too often with the same arguments. */
  SAME_TOOL_CALLS,
  /** Its process spends too much in an hour. */
  DOLLARS_PER_HOUR,
  /** The day has too little left. */
  CAP_REACHED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
