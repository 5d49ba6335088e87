/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.util.Locale;

/** Why a budget refuses a call, in the order in which it looks. Named as on refused spans. */
enum Rule {
  /** Its model has no known price, and the budget no ceiling for such. */
  UNKNOWN_PRICE,
  /** It alone is dearer than a lease may be. */
  ABOVE_MAX_LEASE,
  /** Its process spends too much in an hour. */
  HOURLY,
  /** The day has too little left. */
  CAP_REACHED,
  /** The run called the tool too often with the same arguments. */
  SAME_TOOL_CALLS;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
