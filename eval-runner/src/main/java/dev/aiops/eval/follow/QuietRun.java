/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import java.time.Instant;

/**
 * A run of which nothing has come in for a while, and which is not evaluated as it now is.
 *
 * @param id the run
 * @param firstSeen when the first of its rows that came in of late was made
 * @param lastSeen when the last was
 * @param seenUntil when the newest was taken in, by the server's clock
 * @param revision 0 where it was not evaluated before, 1 where rows came after it was
 */
record QuietRun(String id, Instant firstSeen, Instant lastSeen, Instant seenUntil, int revision) {

  /** Before all others. */
  static final QuietRun NONE = new QuietRun("", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0);
}
