/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** What a draft must be to be appended. */
final class Group {

  private Group() {}

  static void require(Draft draft) {
    if (draft.rows().isEmpty()) {
      throw new IllegalArgumentException("a draft without rows cannot be appended");
    }
    requireFits(draft);
  }

  static void requireFits(Draft draft) {
    if (draft.rows().size() > ControlLog.MOST_ROWS || draft.chars() > ControlLog.MOST_CHARS) {
      throw new IllegalArgumentException(
          "a group has at most "
              + ControlLog.MOST_ROWS
              + " rows and "
              + ControlLog.MOST_CHARS
              + " characters, got "
              + draft.rows().size()
              + " and "
              + draft.chars());
    }
  }
}
