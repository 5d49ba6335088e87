/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.List;

/**
 * Some rows of the log, one after the other.
 *
 * @param more whether others may follow; where it is false, the log ended with these
 */
public record Page(List<Committed> rows, boolean more) {

  /** A server walks over all rows it is asked for, to see how large they are. */
  private static final int TIMES = 4;

  private static final int FEWEST = 64;

  /** Copies the rows. */
  public Page {
    rows = List.copyOf(rows);
  }

  /** How many to ask for next: of large rows not many more than fit into a page. */
  int next(int most) {
    return more ? Math.min(most, Math.max(FEWEST, rows.size() * TIMES)) : most;
  }
}
