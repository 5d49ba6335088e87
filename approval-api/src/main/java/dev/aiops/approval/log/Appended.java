/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import java.util.List;

/** What became of rows that were to be appended. */
public sealed interface Appended {

  /**
   * They are in the log, durably.
   *
   * @param rows as they stand there
   */
  record Accepted(List<Committed> rows) implements Appended {}

  /** Others' rows stand there; these are not in the log and never will be. Read, decide again. */
  record Lost() implements Appended {}
}
