/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.Locale;

/** Where a lease stands. Only an open one may be spent from, and none is ever opened again. */
public enum LeaseState {
  /** Counts in full, however long its holder is silent. */
  OPEN,
  /** Closed by its holder: counts as what was spent. */
  RETURNED,
  /**
   * Closed for a dead holder by the next process on its host: counts as spent plus what was under
   * way.
   */
  ADOPTED,
  /** Closed by a person, who says what was spent. */
  RELEASED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
