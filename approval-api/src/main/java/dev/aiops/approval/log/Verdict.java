/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** What {@link Verifier} found. */
public sealed interface Verdict {

  /**
   * Every row is as it was written and holds on to the one before. Rows cut off at the end leave no
   * trace in the log itself: who must know of them compares the head with one noted elsewhere.
   *
   * @param head the last row
   */
  record Whole(Head head) implements Verdict {}

  /**
   * The log is not what was written.
   *
   * @param seq the first bad place
   * @param why what is wrong there
   */
  record Bad(long seq, String why) implements Verdict {}
}
